// Where a timeline stands after so many seconds: what to show. Pure: the page's clock is a subtraction done elsewhere.

const PHASES = ["inhale", "top_up", "hold_full", "exhale", "hold_empty"];
const SLOW_SECONDS = 5;
const ALMOST = 1e-6; // what adding fractions of seconds may be off

/**
 * The place in a timeline at an elapsed time: index, entry, next (the coming step or null), phase (of the breath, go, let_go,
 * press, get_ready, or ""), count {number, of} of breaths or repetitions or null, seconds to show, secondsLeft of the entry,
 * fraction of the entry gone and fullness of the lungs (0-1, null outside breathing), phaseLeft in true seconds.
 * Before the start it is the first entry, past the end the last.
 */
export function positionAt(timeline, elapsedSeconds) {
  const elapsed = Math.min(Math.max(elapsedSeconds, 0), timeline.seconds);
  const index = indexAt(timeline.entries, elapsed);
  const entry = timeline.entries[index];
  const into = Math.min(elapsed - entry.start, entry.end - entry.start);
  const beat = breathAt(entry, into) ?? repetitionAt(entry, into) ?? { phase: restOf(entry), count: null, phaseLeft: entry.end - elapsed };
  const secondsLeft = whole(entry.end - elapsed);
  return {
    index,
    entry,
    next: timeline.entries.slice(index + 1).find((one) => one.kind !== "transition") ?? null,
    ...beat,
    seconds: isSlow(entry) ? whole(beat.phaseLeft) : secondsLeft,
    secondsLeft,
    fraction: into / (entry.end - entry.start),
    fullness: fullnessAt(entry, beat),
    over: elapsed >= timeline.seconds,
  };
}

/** The next instant at which anything that is shown changes: a second, a phase, a repetition, an entry. */
export function nextChange(timeline, elapsed) {
  const { entry, phaseLeft } = positionAt(timeline, elapsed);
  return elapsed + Math.min(toNextSecond(entry.end - elapsed), toNextSecond(phaseLeft));
}

/** How many entries were played from their start to their end within one of the spans [from, to]. */
export function entriesDone(timeline, spans) {
  const covered = (entry) => spans.some(([from, to]) => from <= entry.start + ALMOST && to >= entry.end - ALMOST);
  return timeline.entries.filter(covered).length;
}

/** The phases of one breath that take time: [{phase, start, end}], from the breath's beginning. */
export function phasesOf(breath) {
  let clock = 0;
  return PHASES.filter((phase) => breath[phase] > 0).map((phase) => ({ phase, start: clock, end: (clock += breath[phase]) }));
}

function indexAt(entries, elapsed) {
  const index = entries.findIndex((entry) => elapsed < entry.end);
  return index === -1 ? entries.length - 1 : index;
}

function repetitionAt(entry, into) {
  if (entry.repeat <= 1) return null;
  const length = entry.seconds + entry.rest;
  const number = Math.min(Math.floor(into / length + ALMOST), entry.repeat - 1);
  const within = into - number * length;
  const resting = within >= entry.seconds - ALMOST;
  const phaseLeft = (resting ? length : entry.seconds) - within;
  return { phase: resting ? "let_go" : "go", count: { number: number + 1, of: entry.repeat }, phaseLeft };
}

function breathAt(entry, into) {
  if (!entry.breath) return null;
  const phases = phasesOf(entry.breath);
  const cycle = phases.at(-1).end;
  const number = Math.min(Math.floor(into / cycle + ALMOST), entry.breath.cycles - 1);
  const within = Math.min(Math.max(into - number * cycle, 0), cycle);
  const { phase, start, end } = phases.find((one) => within < one.end - ALMOST) ?? phases.at(-1);
  return { phase, count: { number: number + 1, of: entry.breath.cycles }, phaseLeft: Math.max(end - within, 0), phaseGone: (within - start) / (end - start) };
}

const FULL = { inhale: [0, 0.8], top_up: [0.8, 1], hold_full: [1, 1], exhale: [1, 0], hold_empty: [0, 0] };

/** How full the lungs are at the start and the end of a phase of this breath (0-1). */
export function fullnessOf(breath, phase) {
  const top = breath.top_up ? 1 : 1 / 0.8; // without a second sip the first one fills
  return FULL[phase].map((part) => (phase === "inhale" ? part * top : part));
}

function fullnessAt({ breath }, { phase, phaseGone }) {
  if (!breath) return null;
  const [from, to] = fullnessOf(breath, phase);
  return from + (to - from) * eased(Math.min(phaseGone, 1));
}

function restOf(entry) {
  if (entry.kind === "transition") return "get_ready";
  return entry.press ? "press" : "";
}

// A breath, and a repetition long enough to be waited for, count down by themselves.
const isSlow = ({ breath, repeat, seconds }) => Boolean(breath) || (repeat > 1 && seconds >= SLOW_SECONDS);

const eased = (part) => (1 - Math.cos(Math.PI * part)) / 2;

const whole = (seconds) => Math.max(Math.ceil(seconds - ALMOST), 0);

function toNextSecond(left) {
  const part = left - Math.floor(left + ALMOST);
  return part > ALMOST ? part : 1;
}
