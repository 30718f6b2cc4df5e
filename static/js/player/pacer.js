// What moves on the running screen: the ring over an entry, the sun and the shoulders with the breath. Each is one animation
// set to exactly where the timeline stands, so that it arrives on time whatever the page was doing.

import { part, root } from "./screens.js";
import { fullnessOf } from "./timeline.js";

const still = window.matchMedia("(prefers-reduced-motion: reduce)");
const SWING = "cubic-bezier(0.37, 0, 0.63, 1)";
const SUN = (full) => ({ scale: String(0.72 + 0.28 * full) });
const SHOULDERS = (full) => ({ transform: `translateY(${0.5 - 0.5 * full}rem)` });

let shown = ""; // which entry and phase the animations are for
let moving = [];

/** Follows a place: `runs` where time goes by, else it stands still there. */
export function followPlace(place, runs) {
  const { entry, index, phase, count, fraction } = place;
  root.classList.toggle("breathing", Boolean(entry.breath));
  root.classList.toggle("pressing", entry.press);
  if (still.matches) return standStill(place);
  const key = [index, entry.end, ...(entry.breath ? [phase, count.number] : [])].join(" ");
  if (key !== shown) begin(place);
  shown = key;
  const ring = (entry.end - entry.start) * 1000;
  for (const { animation, length, at } of moving) settle(animation, length === null ? fraction * ring : at(place), runs);
}

// A press fills its ring, everything else empties it.
function begin({ entry, phase }) {
  for (const { animation } of moving) animation.cancel();
  const length = (entry.end - entry.start) * 1000;
  const ends = entry.press ? [100, 0] : [0, 100];
  moving = [{ length: null, animation: part("ring").animate({ strokeDashoffset: ends.map(String) }, { duration: length, fill: "both" }) }];
  if (entry.breath) moving.push(...breath(entry.breath, phase));
}

function breath(one, phase) {
  const ends = fullnessOf(one, phase);
  const length = one[phase] * 1000;
  const at = ({ phaseLeft }) => length - phaseLeft * 1000;
  const shoulders = root.querySelector('[data-screen="play"] .shoulders');
  return [[part("sun"), SUN], [shoulders, SHOULDERS]].map(([what, frame]) => ({
    length,
    at,
    animation: what.animate(ends.map(frame), { duration: length, easing: SWING, fill: "both" }),
  }));
}

function settle(animation, at, runs) {
  if (Math.abs(animation.currentTime - at) > 40 || !runs) animation.currentTime = at;
  if (runs) animation.play();
  else animation.pause();
}

function standStill({ entry, fraction }) {
  for (const { animation } of moving) animation.cancel();
  [moving, shown] = [[], ""];
  part("ring").setAttribute("stroke-dashoffset", ((entry.press ? 1 - fraction : fraction) * 100).toFixed(1));
}
