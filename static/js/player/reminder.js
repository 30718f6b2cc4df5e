// A page opened from a reminder starts by itself after five seconds, by sight alone, if nobody touches it.

import { say } from "../base/words.js";
import { part, put } from "./screens.js";

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
