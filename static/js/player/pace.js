// A breath may be made quicker or slower within what its exercise allows. The number of breaths stays, the seconds follow.

const WRITTEN = 100;

/** The quickest and slowest pace of a timeline in percent, over all its breathing; both 100 without any. */
export function paceBounds(timeline) {
  const breaths = timeline.entries.map((entry) => entry.breath).filter(Boolean);
  if (breaths.length === 0) return { quickest: WRITTEN, slowest: WRITTEN };
  return { quickest: Math.max(...breaths.map((one) => one.quickest)), slowest: Math.min(...breaths.map((one) => one.slowest)) };
}

/** A timeline with its breaths at a pace (percent of what is written), everything after them moved; pace 100 is the timeline itself. */
export function paced(timeline, pace) {
  if (pace === WRITTEN) return timeline;
  let clock = 0;
  const entries = timeline.entries.map((entry) => {
    const start = clock;
    clock = milli(start + (entry.end - entry.start) * (entry.breath ? pace / WRITTEN : 1));
    return { ...entry, start, end: clock, breath: entry.breath && atPace(entry.breath, pace) };
  });
  return { ...timeline, entries, seconds: clock };
}

/** The place in one timeline that a position in the same one at another pace is. */
export function moved(from, to, position) {
  const index = from.entries.findIndex((entry) => position < entry.end);
  if (index === -1) return to.seconds;
  const [old, now] = [from.entries[index], to.entries[index]];
  return now.start + ((position - old.start) / (old.end - old.start)) * (now.end - now.start);
}

function atPace(breath, pace) {
  const phases = ["inhale", "top_up", "hold_full", "exhale", "hold_empty"];
  return { ...breath, ...Object.fromEntries(phases.map((phase) => [phase, milli((breath[phase] * pace) / WRITTEN)])) };
}

const milli = (seconds) => Math.round(seconds * 1000) / 1000;
