// What is to be said, sounded and felt along a timeline, and when. Pure; voice, sound and vibration only follow it.

import { phasesOf } from "./timeline.js";

const COUNTED_FROM = 10; // seconds an entry lasts to be counted out
const HALVED_FROM = 30;
const COUNT = 3;

/**
 * Every cue of a timeline in order: {at, kind, say?, coming?, seconds?}. Kinds: step, side, next (a transition), breathe (breaths
 * begin), half, count, go, let_go, inhale, top_up, hold_full, exhale, hold_empty, finish. `say` is the catalogue's own text,
 * `coming` the title a transition announces, `seconds` the length of a breath's phase.
 */
export function cuesOf(timeline) {
  const cues = timeline.entries.flatMap((entry, index) => [opening(entry, timeline.entries[index - 1]), ...within(entry), ...closing(entry)]);
  return [...cues, { at: timeline.seconds, kind: "finish" }].sort((one, other) => one.at - other.at);
}

/** The cues after one position up to and with another. */
export const cuesBetween = (cues, from, to) => cues.filter((cue) => from < cue.at && cue.at <= to);

// A cue is spoken when its step starts; repetitions have a soft tone only.
function opening(entry, before) {
  if (entry.kind === "transition") return { at: entry.start, kind: "next", coming: entry.title };
  return { at: entry.start, kind: kindOf(entry, before), say: entry.cue };
}

function kindOf(entry, before) {
  if (entry.breath) return "breathe";
  const isOther = entry.side === "right" && before?.side === "left" && before.exercise === entry.exercise;
  return isOther ? "side" : "step";
}

function within(entry) {
  if (entry.breath) return breathing(entry);
  if (entry.repeat > 1) return repeating(entry);
  const length = entry.end - entry.start;
  return length < HALVED_FROM ? [] : [{ at: entry.start + length / 2, kind: "half" }];
}

function breathing({ start, breath }) {
  const phases = phasesOf(breath);
  return Array.from({ length: breath.cycles }, (_, n) => start + n * phases.at(-1).end).flatMap((begin) =>
    phases.map(({ phase, start: from, end }) => ({ at: begin + from, kind: phase, seconds: end - from })),
  );
}

function repeating({ start, repeat, seconds, rest }) {
  return Array.from({ length: repeat }, (_, n) => start + n * (seconds + rest)).flatMap((begin, n) => [
    ...(n > 0 ? [{ at: begin, kind: "go" }] : []),
    ...(rest > 0 ? [{ at: begin + seconds, kind: "let_go" }] : []),
  ]);
}

function closing(entry) {
  const length = entry.end - entry.start;
  const isCounted = entry.kind === "transition" || (length >= COUNTED_FROM && !entry.breath && entry.repeat === 1);
  return isCounted ? Array.from({ length: COUNT }, (_, n) => ({ at: entry.end - COUNT + n, kind: "count" })) : [];
}
