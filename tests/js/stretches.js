// Every stretch of a timeline in which the same words stand, written out by hand: [from, to, index, phase, number].

const ORDER = ["inhale", "top_up", "hold_full", "exhale", "hold_empty"];

/** The stretches of a timeline in order. */
export function* stretches(timeline) {
  for (const [index, entry] of timeline.entries.entries()) {
    if (entry.breath) yield* breaths(entry, index);
    else if (entry.repeat > 1) yield* repetitions(entry, index);
    else yield [entry.start, entry.end, index, entry.kind === "transition" ? "get_ready" : entry.press ? "press" : "", null];
  }
}

function* breaths({ start, breath }, index) {
  let clock = start;
  for (let number = 1; number <= breath.cycles; number += 1) {
    for (const phase of ORDER) {
      if (breath[phase] > 0) yield [clock, clock + breath[phase], index, phase, number];
      clock += breath[phase];
    }
  }
}

function* repetitions({ start, repeat, seconds, rest }, index) {
  for (let number = 1; number <= repeat; number += 1) {
    const from = start + (number - 1) * (seconds + rest);
    yield [from, from + seconds, index, "go", number];
    if (rest > 0) yield [from + seconds, from + seconds + rest, index, "let_go", number];
  }
}
