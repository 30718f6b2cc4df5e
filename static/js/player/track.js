// The tones of a whole routine drawn into one sound track: 16 bit, mono, 8 kHz, piece by piece so that the page stays quick.

import { loudness, toneOf } from "./tones.js";

export const RATE = 8000;
const PIECE_SECONDS = 10;
const HEADER_BYTES = 44;
const TAIL_SECONDS = 1; // the last tone rings out
const LOUD = 32767;
// Silence may be taken for the end of the sound, and the page then slowed down; this cannot be heard, at -63 dB.
const FLOOR = Int16Array.from({ length: PIECE_SECONDS * RATE }, (_, n) => 0.0007 * LOUD * Math.sin((2 * Math.PI * 50 * n) / RATE));

/** The parts of a WAV file, header first, for cues over so many seconds, all moved back by `lead` seconds and with a second to ring out. */
export function* wavParts(cues, seconds, lead = 0) {
  const length = Math.round((lead + seconds + TAIL_SECONDS) * RATE);
  const notes = cues.flatMap((cue) => toneOf(cue).map((note) => ({ ...note, start: cue.at + lead + note.start })));
  yield headerOf(length);
  for (let from = 0; from < length; from += PIECE_SECONDS * RATE) yield piece(notes, from, Math.min(from + PIECE_SECONDS * RATE, length)).buffer;
}

/** The same as one Blob, drawn with a breath for the page after each piece; `rest` answers a promise. */
export async function wavOf(cues, seconds, lead, rest) {
  const parts = [];
  for (const part of wavParts(cues, seconds, lead)) {
    parts.push(part);
    await rest();
  }
  return new Blob(parts, { type: "audio/wav" });
}

function piece(notes, from, to) {
  const samples = FLOOR.slice(0, to - from);
  for (const note of notes) {
    const [first, last] = [Math.max(Math.ceil(note.start * RATE), from), Math.min((note.start + note.seconds) * RATE, to)];
    for (let at = first; at < last; at += 1) samples[at - from] += sampleOf(note, at / RATE - note.start);
  }
  return samples;
}

function sampleOf(note, into) {
  const turns = note.from * into + ((note.to - note.from) * into * into) / (2 * note.seconds);
  return LOUD * note.gain * loudness(note, into) * Math.sin(2 * Math.PI * turns);
}

function headerOf(length) {
  const view = new DataView(new ArrayBuffer(HEADER_BYTES));
  const text = (at, letters) => [...letters].forEach((letter, n) => view.setUint8(at + n, letter.charCodeAt(0)));
  const numbers = [[4, 36 + 2 * length], [16, 16], [24, RATE], [28, RATE * 2], [40, 2 * length]];
  text(0, "RIFF");
  text(8, "WAVEfmt ");
  text(36, "data");
  for (const [at, number] of numbers) view.setUint32(at, number, true);
  for (const [at, number] of [[20, 1], [22, 1], [32, 2], [34, 16]]) view.setUint16(at, number, true); // PCM, mono, two bytes a sample
  return view.buffer;
}
