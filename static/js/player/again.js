// A run that a page lost: going on with it, or writing down what was played of it.

import { paced } from "./pace.js";
import { dropRun, isFresh, readRun, restoredRun } from "./record.js";
import { send } from "./send.js";

const CLOSING_MS = 2000;
const LOCK = "unhunch.run"; // held by the page that plays; a page that died holds nothing

/** The kept run of this timeline that can be gone on with, {run, besides}, or null. */
export async function findRun(timeline, level) {
  const kept = readRun(localStorage);
  if (!kept || kept.level !== level || (await isHeld())) return null;
  const run = restoredRun(kept, paced(timeline, kept.pace), Date.now());
  const { uuid, pace, more } = kept;
  return run && { run, besides: { uuid, pace, level, more } };
}

/** The kept run of whatever routine, if it can be gone on with; what is too old is written down as ended early. */
export async function findAnyRun() {
  const kept = readRun(localStorage);
  if (!kept || (await isHeld())) return null;
  if (isFresh(kept, Date.now())) return kept;
  await abandon(kept);
  return null;
}

/** Writes a kept run down as a session that ended when it was kept last. */
export async function abandon(kept) {
  if (readRun(localStorage)?.uuid === kept.uuid) dropRun(localStorage);
  if (kept.stopped.played_seconds > 0) await send(kept.uuid, kept.stopped);
}

/** Says that this page plays, until it closes or calls the answer. */
export function holdRun() {
  let release = () => undefined;
  const until = new Promise((resolve) => { release = resolve; });
  navigator.locks?.request(LOCK, { ifAvailable: true }, () => until).catch(() => undefined);
  return release;
}

// A page that is just closing is waited for.
async function isHeld() {
  try {
    await navigator.locks?.request(LOCK, { signal: AbortSignal.timeout?.(CLOSING_MS) }, () => undefined);
    return false;
  } catch {
    return true;
  }
}
