// Keeps a result on the device and tells the server what may be told; what does not arrive is told at the next launch.

import { isSignedIn, postJson, putJson } from "../base/http.js";
import { readSafety, writeSafety } from "../base/safety_store.js";

/** Keeps a result; answers what went wrong in telling the server (a Problem), or null. `startAgain`: levels begin at 1. */
export async function keepResult(result, { startAgain = false } = {}) {
  writeSafety(localStorage, { ...result, untold: true, startAgain: startAgain || result.startAgain || undefined });
  return tellServer();
}

/** Tells the server what it was not told yet; answers the Problem that kept it from hearing, or null. */
export async function tellServer() {
  const result = readSafety(localStorage);
  if (!result?.untold || !isSignedIn()) return null;
  try {
    if (result.consent !== undefined && result.answered_at) await putJson("/api/v1/safety", bodyOf(result));
    if (result.startAgain) await postJson("/api/v1/levels/start-again", {});
  } catch (problem) {
    return problem;
  }
  const { untold, startAgain, ...told } = readSafety(localStorage);
  writeSafety(localStorage, told);
  return null;
}

/** The body of PUT /api/v1/safety; without consent no effect is in it. */
export function bodyOf({ consent, version, effects, answered_at }) {
  return { consent: Boolean(consent), catalogue_version: version, answered_at, effects: consent ? effects : [] };
}
