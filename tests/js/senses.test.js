import assert from "node:assert/strict";
import test from "node:test";
import { abilitiesOf, DEFAULTS, presetOf, PRESETS, readSenses, writeSenses } from "../../static/js/player/senses.js";
import { aStorage } from "./storage.js";

const touch = (coarse) => () => ({ matches: coarse });

test("an office stays silent until somebody chooses otherwise", () => {
  const senses = readSenses(aStorage());

  assert.deepEqual(senses, { ...DEFAULTS });
  assert.equal(presetOf(senses), "silent");
  assert.equal(senses.voice || senses.tones || senses.keepsGoing || senses.screenOff, false);
});

test("what was chosen is remembered on the device, also half a file of it", () => {
  const storage = aStorage();
  writeSenses(storage, { ...DEFAULTS, ...PRESETS.voice, rate: 1.2 });

  assert.equal(presetOf(readSenses(storage)), "voice");
  assert.equal(readSenses(storage).rate, 1.2);
  storage.setItem("unhunch.senses", "{");
  assert.deepEqual(readSenses(storage), { ...DEFAULTS });
});

test("a mixture is nobody's preset", () => {
  assert.equal(presetOf({ ...DEFAULTS, tones: true, vibrate: false }), "own");
});

test("only a device one holds can vibrate, and only where it has the means", () => {
  const vibrate = () => true;

  assert.deepEqual(abilitiesOf({ navigator: { vibrate }, matchMedia: touch(true), speechSynthesis: {} }), { vibrate: true, voice: true });
  assert.equal(abilitiesOf({ navigator: { vibrate }, matchMedia: touch(false) }).vibrate, false);
  assert.deepEqual(abilitiesOf({ navigator: {}, matchMedia: touch(true) }), { vibrate: false, voice: false });
});
