import assert from "node:assert/strict";
import test from "node:test";
import { entriesDone, nextChange, positionAt } from "../../static/js/player/timeline.js";
import { deskMinute } from "./timelines.js";

const timeline = deskMinute();

test("the fixture is the desk minute: eight entries without a gap, a hundred seconds", () => {
  const ends = timeline.entries.map((entry) => entry.end);
  const starts = timeline.entries.map((entry) => entry.start);

  assert.equal(timeline.entries.length, 8);
  assert.deepEqual(starts, [0, ...ends.slice(0, -1)]);
  assert.equal(ends.at(-1), timeline.seconds);
  assert.equal(timeline.seconds, 100);
});

test("it begins with the first entry, whole", () => {
  const place = positionAt(timeline, 0);

  assert.equal(place.index, 0);
  assert.equal(place.entry.title, "Shoulder rolls");
  assert.equal(place.seconds, 15);
  assert.equal(place.fraction, 0);
  assert.equal(place.over, false);
});

test("an entry's end is the next one's beginning", () => {
  const before = positionAt(timeline, 14.999);
  const after = positionAt(timeline, 15);

  assert.equal(before.index, 0);
  assert.equal(before.seconds, 1);
  assert.equal(after.index, 1);
  assert.equal(after.fraction, 0);
});

test("the coming step is the next one that is no transition", () => {
  assert.equal(positionAt(timeline, 20).next.title, "Chin glide");
  assert.equal(positionAt(timeline, 32).next.title, "Chin glide");
  assert.equal(positionAt(timeline, 99).next, null);
});

test("a repeated step tells which repetition it is and when to let go", () => {
  const at = (seconds) => { const { phase, count, phaseLeft } = positionAt(timeline, seconds); return [phase, count.number, count.of, phaseLeft]; };

  assert.deepEqual(at(35), ["go", 1, 5, 3]);
  assert.deepEqual(at(38), ["let_go", 1, 5, 3]);
  assert.deepEqual(at(41), ["go", 2, 5, 3]);
  assert.equal(at(64.9)[0], "let_go");
});

test("a repetition long enough to be waited for counts itself down, quick ones leave the step's seconds", () => {
  const raise = { start: 0, end: 100, kind: "step", repeat: 2, seconds: 30, rest: 20 };
  const rolls = { start: 0, end: 20, kind: "step", repeat: 10, seconds: 2, rest: 0 };
  const shown = (entry, at) => positionAt({ seconds: entry.end, entries: [entry] }, at).seconds;

  assert.deepEqual([0, 29.5, 30, 60].map((at) => shown(raise, at)), [30, 1, 20, 20]);
  assert.deepEqual([0, 3].map((at) => shown(rolls, at)), [20, 17]);
});

test("a step done once has no count, a transition says to get ready", () => {
  assert.equal(positionAt(timeline, 3).count, null);
  assert.equal(positionAt(timeline, 3).phase, "");
  assert.equal(positionAt(timeline, 31).phase, "get_ready");
});

test("a breath is counted down phase by phase, phases of no length left out", () => {
  const at = (seconds) => { const { phase, seconds: shown, count } = positionAt(timeline, seconds); return [phase, shown, count.number, count.of]; };

  assert.equal(positionAt(timeline, 74).fullness, null);
  assert.deepEqual(at(75), ["inhale", 4, 1, 2]);
  assert.deepEqual(at(79), ["exhale", 6, 1, 2]);
  assert.deepEqual(at(84.5), ["exhale", 1, 1, 2]);
  assert.deepEqual(at(85), ["inhale", 4, 2, 2]);
});

test("past the end it stays on the last entry, over and emptied", () => {
  const place = positionAt(timeline, 4000);

  assert.equal(place.index, 7);
  assert.equal(place.over, true);
  assert.equal(place.seconds, 0);
  assert.equal(place.fraction, 1);
});

test("a clock set back does not leave the timeline", () => {
  assert.equal(positionAt(timeline, -30).index, 0);
  assert.equal(positionAt(timeline, -30).seconds, 15);
});

test("every tenth of a second has one entry and never more time left than the entry is long", () => {
  for (let tenth = 0; tenth < 1000; tenth += 1) {
    const { entry, secondsLeft, fraction } = positionAt(timeline, tenth / 10);

    assert.ok(entry.start <= tenth / 10 && tenth / 10 < entry.end);
    assert.ok(secondsLeft > 0 && secondsLeft <= entry.end - entry.start);
    assert.ok(fraction >= 0 && fraction < 1);
  }
});

test("an entry is done where one stretch of play covers it whole", () => {
  assert.equal(entriesDone(timeline, [[0, 100]]), 8);
  assert.equal(entriesDone(timeline, [[0, 14]]), 0);
  assert.equal(entriesDone(timeline, [[0, 10], [10, 15]]), 0);
  assert.equal(entriesDone(timeline, [[0, 15], [30, 66]]), 3);
});

test("the lungs fill with the breath in and empty with the breath out; elsewhere there is no such thing", () => {
  const at = (seconds) => positionAt(timeline, seconds).fullness;

  assert.equal(at(74), null);
  assert.equal(at(75), 0);
  assert.ok(Math.abs(at(77) - 0.5) < 1e-9);
  assert.ok(Math.abs(at(79) - 1) < 1e-9);
  assert.ok(Math.abs(at(82) - 0.5) < 1e-9);
  assert.ok(at(84.99) < 0.001);
});

test("the next change is where a number, a phase or an entry turns", () => {
  assert.equal(nextChange(timeline, 0), 1);
  assert.equal(nextChange(timeline, 14.2), 15);
  assert.equal(nextChange(timeline, 75.3), 76);
});
