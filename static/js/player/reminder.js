// A page opened from a reminder: it starts by itself after five seconds, by sight alone, if nobody touches it; or not now.

import { postJson } from "../base/http.js";
import { say } from "../base/words.js";
import { part, put, showProblem } from "./screens.js";

const WAIT_MS = 5000;
const TOUCHES = ["pointerdown", "keydown", "focusin", "wheel", "touchstart", "input"];

/** Starts after five untouched seconds of being seen; answers what stops that. */
export function startUntouched(start) {
  const ends = new AbortController();
  let timer = null;
  const wait = () => { if (!document.hidden) timer = setTimeout(() => { stop(); start(); }, WAIT_MS); };

  function stop() {
    clearTimeout(timer);
    ends.abort();
    part("by-itself").hidden = true;
  }

  for (const name of TOUCHES) document.addEventListener(name, stop, { signal: ends.signal, capture: true, passive: true });
  document.addEventListener("visibilitychange", () => { clearTimeout(timer); wait(); }, { signal: ends.signal });
  part("by-itself").hidden = false;
  put("by-itself", say("player.starts_in"));
  wait();
  return stop;
}

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
  const { showDone } = await import("./done.js");
  showDone(say("player.later"), minutes ? say("player.back_at", { time: clockIn(at, minutes) }) : say("player.left_out"), false);
}

function clockIn(at, minutes) {
  const back = new Date(at.getTime() + minutes * 60_000);
  return back.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}
