// When to look next. Aimed at the coming change, so that being late once never adds up.

import { elapsedSeconds, leadLeft } from "./run.js";
import { nextChange } from "./timeline.js";

const AFTER_MS = 1; // a timer may be a hair early

/** Milliseconds until something changes in a moving run: a number of the lead-in, what is shown, or a cue. */
export function untilNext(run, cues, now) {
  const lead = leadLeft(run, now);
  if (run.state === "preparing") return (lead % 1 || 1) * 1000 + AFTER_MS;
  const elapsed = elapsedSeconds(run, now);
  const cue = cues.find((one) => one.at > elapsed)?.at ?? Infinity;
  return Math.max(Math.min(nextChange(run.timeline, elapsed), cue) - elapsed, 0) * 1000 + AFTER_MS;
}
