// Where a timeline stands after so many seconds. Pure: the page's clock is a subtraction done elsewhere.

const PHASES = ["inhale", "top_up", "hold_full", "exhale", "hold_empty"];

/**
 * The place in a timeline at an elapsed time: index, entry, next (the coming step or null), secondsLeft,
 * fraction of the entry gone (0-1), repetition, breath, fullness of the lungs (0-1, null outside breathing). Before the start it is the first entry, past the end the last.
 */
export function positionAt(timeline, elapsedSeconds) {
  const elapsed = Math.min(Math.max(elapsedSeconds, 0), timeline.seconds);
  const index = indexAt(timeline.entries, elapsed);
  const entry = timeline.entries[index];
  const into = Math.min(elapsed - entry.start, entry.end - entry.start);
  return {
    index,
    entry,
    next: timeline.entries.slice(index + 1).find((one) => one.kind !== "transition") ?? null,
    secondsLeft: Math.ceil(entry.end - elapsed),
    fraction: into / (entry.end - entry.start),
    repetition: repetitionAt(entry, into),
    breath: breathAt(entry, into),
    fullness: fullnessAt(entry, into),
    over: elapsed >= timeline.seconds,
  };
}

/** How many entries were played from their start to their end within one of the spans [from, to]. */
export function entriesDone(timeline, spans) {
  const covered = (entry) => spans.some(([from, to]) => from <= entry.start && to >= entry.end);
  return timeline.entries.filter(covered).length;
}

function indexAt(entries, elapsed) {
  const index = entries.findIndex((entry) => elapsed < entry.end);
  return index === -1 ? entries.length - 1 : index;
}

function repetitionAt(entry, into) {
  if (entry.repeat <= 1) return null;
  const length = entry.seconds + entry.rest;
  const number = Math.min(Math.floor(into / length), entry.repeat - 1);
  const within = into - number * length;
  const resting = within >= entry.seconds;
  const left = resting ? length - within : entry.seconds - within;
  return { number: number + 1, of: entry.repeat, resting, secondsLeft: Math.ceil(left) };
}

function breathAt(entry, into) {
  if (!entry.breath) return null;
  const lengths = PHASES.map((phase) => entry.breath[phase] ?? 0);
  const cycle = lengths.reduce((sum, length) => sum + length, 0);
  const number = Math.min(Math.floor(into / cycle), entry.breath.cycles - 1);
  const { phase, left } = phaseAt(lengths, Math.min(into - number * cycle, cycle));
  return { phase, secondsLeft: Math.ceil(left), number: number + 1, of: entry.breath.cycles };
}

const FULL = { inhale: [0, 0.8], top_up: [0.8, 1], hold_full: [1, 1], exhale: [1, 0], hold_empty: [0, 0] };

function fullnessAt(entry, into) {
  if (!entry.breath) return null;
  const length = (phase) => entry.breath[phase] ?? 0;
  const breath = breathAt(entry, into);
  const cycle = PHASES.reduce((sum, phase) => sum + length(phase), 0);
  const before = PHASES.slice(0, PHASES.indexOf(breath.phase)).reduce((sum, phase) => sum + length(phase), 0);
  const gone = Math.min((into - (breath.number - 1) * cycle - before) / length(breath.phase), 1);
  const [from, to] = FULL[breath.phase];
  const top = length("top_up") ? 1 : 1 / 0.8; // without a second sip the first one fills
  return Math.min((from + (to - from) * eased(gone)) * (breath.phase === "inhale" ? top : 1), 1);
}

const eased = (part) => (1 - Math.cos(Math.PI * part)) / 2;

function phaseAt(lengths, within) {
  let end = 0;
  for (const [n, length] of lengths.entries()) {
    end += length;
    if (length > 0 && within < end) return { phase: PHASES[n], left: end - within };
  }
  const last = lengths.findLastIndex((length) => length > 0);
  return { phase: PHASES[last], left: 0 };
}
