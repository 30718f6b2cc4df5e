// Which clock rules. While a page is seen it is the monotonic one, which nobody can set; what it sleeps through, the wall
// clock knows. A reading is {mono, wall} in milliseconds.

import { elapsedSeconds, leadLeft } from "./run.js";
import { nextChange } from "./timeline.js";

const DISAGREE_MS = 2000;
const AFTER_MS = 1; // a timer may be a hair early

/** Both clocks of this device, read together. */
export const readClocks = () => ({ mono: performance.now(), wall: Date.now() });

/** The instant by the monotonic clock, counted from where both clocks were read together last. */
export const nowBy = (anchor, reading) => anchor.wall + (reading.mono - anchor.mono);

/** Milliseconds by which the wall clock ran away from the monotonic one (slept through, or set); 0 where they agree well enough. */
export function gapBy(anchor, reading) {
  const gap = reading.wall - nowBy(anchor, reading);
  return Math.abs(gap) > DISAGREE_MS ? gap : 0;
}

/** Milliseconds until something changes in a moving run: a number of the lead-in, what is shown, or a cue. */
export function untilNext(run, cues, now) {
  const lead = leadLeft(run, now);
  if (run.state === "preparing") return (lead % 1 || 1) * 1000 + AFTER_MS;
  const elapsed = elapsedSeconds(run, now);
  const cue = cues.find((one) => one.at > elapsed)?.at ?? Infinity;
  return Math.max(Math.min(nextChange(run.timeline, elapsed), cue) - elapsed, 0) * 1000 + AFTER_MS;
}
