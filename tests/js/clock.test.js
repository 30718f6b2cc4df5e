import assert from "node:assert/strict";
import test from "node:test";
import { gapBy, nowBy } from "../../static/js/player/clock.js";

const anchor = { mono: 5000, wall: 1_000_000 };

test("now is counted by the monotonic clock, whatever the wall clock says", () => {
  assert.equal(nowBy(anchor, { mono: 65_000, wall: 3 }), 1_060_000);
});

test("small differences are nobody's business", () => {
  assert.equal(gapBy(anchor, { mono: 65_000, wall: 1_061_900 }), 0);
  assert.equal(gapBy(anchor, { mono: 65_000, wall: 1_058_100 }), 0);
});

test("a device that slept is behind the wall clock by as much as it slept", () => {
  assert.equal(gapBy(anchor, { mono: 6000, wall: 1_301_000 }), 300_000);
});

test("a clock set back is seen as well", () => {
  assert.equal(gapBy(anchor, { mono: 65_000, wall: 1_000_000 }), -60_000);
});

test("a tab frozen for five minutes has no gap: both clocks went on", () => {
  const after = { mono: 305_000, wall: 1_300_020 };

  assert.equal(gapBy(anchor, after), 0);
  assert.equal(nowBy(anchor, after), 1_300_000);
});
