// The tones, played live.

import { loudness, toneOf } from "./tones.js";

let context = null;
let playing = [];

/** Makes sound possible; must be called at a press, for pages may make none before. */
export function unlock() {
  context ??= new (window.AudioContext ?? window.webkitAudioContext)();
  context.resume?.().catch(() => undefined);
}

/** Sounds a cue. */
export function sound(cue) {
  if (context?.state !== "running") return;
  playing = [...playing.filter((one) => one.until > context.currentTime), ...toneOf(cue).map(start)];
}

/** Silences what still sounds. */
export function hush() {
  for (const { oscillator } of playing) oscillator.stop();
  playing = [];
}

function start(note) {
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  const at = context.currentTime + note.start;
  oscillator.frequency.setValueAtTime(note.from, at);
  oscillator.frequency.linearRampToValueAtTime(note.to, at + note.seconds);
  const steps = Float32Array.from({ length: 33 }, (_, n) => note.gain * loudness(note, (n / 32) * note.seconds));
  gain.gain.setValueCurveAtTime(steps, at, note.seconds);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(at);
  oscillator.stop(at + note.seconds);
  return { oscillator, until: at + note.seconds };
}
