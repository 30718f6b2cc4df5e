// How each cue sounds and feels. A tone is a list of notes {from, to (Hz), start, seconds, gain}; a buzz a vibration pattern.
// The same notes are played live and drawn into the sound track.

const note = (hertz, start = 0, seconds = 0.14, gain = 0.3) => ({ from: hertz, to: hertz, start, seconds, gain });
const glide = (from, to, seconds) => ({ from, to, start: 0, seconds: seconds * 0.92, gain: 0.16 });

const TONES = {
  step: [note(660), note(880, 0.14, 0.24)],
  side: [note(587, 0, 0.1), note(440, 0.13, 0.1), note(587, 0.26, 0.2)],
  next: [note(440, 0, 0.2, 0.2)],
  half: [note(740, 0, 0.08, 0.2), note(740, 0.14, 0.08, 0.2)],
  count: [note(990, 0, 0.06, 0.16)],
  go: [note(520, 0, 0.12, 0.2)],
  let_go: [note(390, 0, 0.12, 0.16)],
  finish: [note(523, 0, 0.18), note(659, 0.18, 0.18), note(784, 0.36, 0.5)],
};
const GLIDES = { inhale: [220, 330], top_up: [330, 392], exhale: [330, 196] };

const BUZZES = {
  step: [80],
  side: [60, 70, 60, 70, 60],
  next: [40],
  half: [30, 60, 30],
  go: [40],
  let_go: [20],
  inhale: [70],
  top_up: [25, 40, 25],
  hold_full: [20],
  exhale: [70, 90, 70],
  hold_empty: [20],
  finish: [120, 90, 120, 90, 240],
};

/** The notes of a cue; none where it is silent. */
export function toneOf({ kind, seconds }) {
  return GLIDES[kind] ? [glide(...GLIDES[kind], seconds)] : (TONES[kind] ?? []);
}

/** The vibration pattern of a cue in milliseconds, or null. */
export const buzzOf = ({ kind }) => BUZZES[kind] ?? null;

/** How loud a note is (0-1 of its gain) so many seconds into it: in and out without a click, a long one slowly. */
export function loudness({ seconds }, into) {
  const fade = seconds > 1 ? seconds * 0.2 : Math.min(0.02, seconds / 4);
  return Math.max(Math.min(into / fade, (seconds - into) / fade, 1), 0);
}
