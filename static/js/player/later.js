// Not now: puts the reminder that led here off by some minutes, or leaves it out.

import { postJson } from "../base/http.js";
import { say } from "../base/words.js";
import { showDone } from "./done.js";
import { showProblem } from "./screens.js";

/** Says "in so many minutes" for the reminder behind a token, or "not this time" without minutes. */
export async function putOff(token, minutes) {
  const at = new Date();
  const word = minutes ? { kind: "snoozed", minutes } : { kind: "skipped" };
  try {
    await postJson("/api/v1/receipts", { token, at: at.toISOString(), ...word });
  } catch (problem) {
    const text = problem.passing ? say("offline") : problem.detail || say("player.closed.text");
    return showProblem({ title: say("offline.title"), text, retry: true, breathe: false });
  }
  showDone(say("player.later"), minutes ? say("player.back_at", { time: clockIn(at, minutes) }) : say("player.left_out"), false);
}

function clockIn(at, minutes) {
  const back = new Date(at.getTime() + minutes * 60_000);
  return back.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}
