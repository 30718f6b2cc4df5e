import assert from "node:assert/strict";
import test from "node:test";
import { cuesOf } from "../../static/js/player/cues.js";
import { toneOf } from "../../static/js/player/tones.js";
import { RATE, wavOf, wavParts } from "../../static/js/player/track.js";
import { deskMinute, everyTimeline } from "./timelines.js";

const LEAD = 3;
const TAIL = 1;
const SILENT = 60; // of 32767: above the floor that keeps a phone awake, below any tone
const HEADER = 44;

async function samplesOf(timeline) {
  const blob = await wavOf(cuesOf(timeline), timeline.seconds, LEAD, async () => undefined);
  const bytes = await blob.arrayBuffer();
  return { blob, header: new DataView(bytes, 0, HEADER), samples: new Int16Array(bytes, HEADER) };
}

// Where a sound begins after a tenth of a second of quiet, in seconds.
function onsets(samples) {
  const found = [];
  let quietSince = 0;
  samples.forEach((sample, n) => {
    if (Math.abs(sample) <= SILENT) return;
    if (n - quietSince > RATE / 10) found.push(n / RATE);
    quietSince = n;
  });
  return found;
}

test("the header says 16 bit, mono, 8 kHz, and the true length", async () => {
  const { blob, header, samples } = await samplesOf(deskMinute());

  assert.equal(blob.type, "audio/wav");
  assert.equal(samples.length, (LEAD + 100 + TAIL) * RATE);
  assert.deepEqual([header.getUint16(20, true), header.getUint16(22, true), header.getUint32(24, true), header.getUint16(34, true)], [1, 1, RATE, 16]);
  assert.equal(header.getUint32(40, true), samples.length * 2);
  assert.equal(header.getUint32(4, true), blob.size - 8);
});

test("measured in the samples, every tone begins where its cue stands, within five milliseconds", async () => {
  const timeline = deskMinute();
  const { samples } = await samplesOf(timeline);
  const heard = onsets(samples);
  const sounding = cuesOf(timeline).filter((cue) => toneOf(cue).length > 0 && cue.at < timeline.seconds && !["inhale", "exhale"].includes(cue.kind));

  for (const cue of sounding) {
    const nearest = Math.min(...heard.map((onset) => Math.abs(onset - cue.at - LEAD)));
    assert.ok(nearest < 0.005, `${cue.kind} at ${cue.at}: ${nearest * 1000} ms off`);
  }
  assert.ok(sounding.length >= 20);
});

test("between the tones there is quiet, and nothing is ever too loud", async () => {
  const { samples } = await samplesOf(deskMinute());
  const between = samples.slice((LEAD + 6) * RATE, (LEAD + 11) * RATE);

  assert.ok(between.every((sample) => Math.abs(sample) < SILENT));
  assert.ok(between.some((sample) => sample !== 0));
  assert.ok(samples.every((sample) => Math.abs(sample) < 32767));
});

test("the longest routine stays far below forty megabytes, in pieces of ten seconds", () => {
  const longest = everyTimeline().reduce((one, other) => (other.seconds > one.seconds ? other : one));
  const sizes = [...wavParts([], longest.seconds, LEAD)].map((part) => part.byteLength);

  assert.equal(longest.seconds, 900);
  assert.ok(sizes.reduce((sum, size) => sum + size, 0) < 15e6);
  assert.ok(Math.max(...sizes) <= 10 * RATE * 2);
});
