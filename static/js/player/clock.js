// Which clock rules. While a page is seen it is the monotonic one, which nobody can set; what it sleeps through, the wall
// clock knows. A reading is {mono, wall} in milliseconds.

const DISAGREE_MS = 2000;

/** Both clocks of this device, read together. */
export const readClocks = () => ({ mono: performance.now(), wall: Date.now() });

/** The instant by the monotonic clock, counted from where both clocks were read together last. */
export const nowBy = (anchor, reading) => anchor.wall + (reading.mono - anchor.mono);

/** Milliseconds by which the wall clock ran away from the monotonic one (slept through, or set); 0 where they agree well enough. */
export function gapBy(anchor, reading) {
  const gap = reading.wall - nowBy(anchor, reading);
  return Math.abs(gap) > DISAGREE_MS ? gap : 0;
}
