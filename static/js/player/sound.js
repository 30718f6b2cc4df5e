// What is heard and felt: the tones played live, the spoken cues, the vibration.

import { say } from "../base/words.js";
import { buzzOf, loudness, toneOf } from "./tones.js";

const synth = window.speechSynthesis;

let context = null;
let playing = [];

/** Makes sound possible; must be called at a press, for pages may make none before. */
export function unlock() {
  context ??= new (window.AudioContext ?? window.webkitAudioContext)();
  context.resume?.().catch(() => undefined);
}

/** A cue reaches ears and skin as this device's person chose; while a sound track plays, the tones are its business. */
export function follow(cue, senses, byTrack) {
  if (senses.tones && !byTrack) sound(cue);
  if (senses.voice) speak(cue.coming ? say("player.next", { title: cue.coming }) : cue.say, senses);
  if (senses.vibrate && buzzOf(cue)) navigator.vibrate?.(buzzOf(cue));
}

/** Everything falls silent and still. */
export function hush() {
  for (const { oscillator } of playing) oscillator.stop();
  playing = [];
  synth?.cancel();
  if (navigator.userActivation?.hasBeenActive !== false) navigator.vibrate?.(0);
}

/** The voices of this device that speak the page's language. */
export function voicesHere() {
  const language = document.documentElement.lang.slice(0, 2).toLowerCase();
  return (synth?.getVoices() ?? []).filter((voice) => voice.lang.toLowerCase().startsWith(language));
}

/** Speaks words, in place of what is being spoken. */
export function speak(words, { voiceName, rate }) {
  if (!synth || !words) return;
  synth.cancel();
  const utterance = new SpeechSynthesisUtterance(words);
  utterance.lang = document.documentElement.lang;
  utterance.voice = voicesHere().find((voice) => voice.name === voiceName) ?? null;
  utterance.rate = rate;
  synth.speak(utterance);
}

function sound(cue) {
  if (context?.state !== "running") return;
  playing = [...playing.filter((one) => one.until > context.currentTime), ...toneOf(cue).map(start)];
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
