import assert from "node:assert/strict";
import test from "node:test";
import { moved, paceBounds, paced } from "../../static/js/player/pace.js";
import * as runs from "../../static/js/player/run.js";
import { nextChange, positionAt } from "../../static/js/player/timeline.js";
import { deskMinute } from "./timelines.js";

const timeline = deskMinute();
const at = (seconds) => 1e12 + seconds * 1000;
const started = (one = timeline) => runs.settle(runs.start(runs.ready(one), at(-3)), at(0));

test("the written pace is the timeline itself", () => {
  assert.equal(paced(timeline, 100), timeline);
});

test("a slower breath keeps the number of breaths and moves what follows", () => {
  const slow = paced(timeline, 130);

  assert.equal(slow.seconds, 106);
  assert.deepEqual([slow.entries[6].start, slow.entries[6].end, slow.entries[7].end], [75, 101, 106]);
  assert.deepEqual([slow.entries[6].breath.inhale, slow.entries[6].breath.exhale, slow.entries[6].breath.cycles], [5.2, 7.8, 2]);
  assert.equal(slow.digest, timeline.digest);
});

test("the bounds are the narrowest of all breathing, and none without breathing", () => {
  const still = { ...timeline, entries: timeline.entries.filter((entry) => !entry.breath) };

  assert.deepEqual(paceBounds(timeline), { quickest: 70, slowest: 130 });
  assert.deepEqual(paceBounds(still), { quickest: 100, slowest: 100 });
});

test("a position at one pace is the same place at another", () => {
  const slow = paced(timeline, 130);

  assert.equal(moved(timeline, slow, 40), 40);
  assert.equal(moved(timeline, slow, 85), 88);
  assert.equal(moved(slow, timeline, 88), 85);
  assert.equal(moved(timeline, slow, 100), 106);
});

test("changing the pace keeps the place, the seconds played and the steps done", () => {
  const before = runs.settle(started(), at(85));

  const run = runs.repaced(before, paced(timeline, 130), at(85));

  assert.equal(runs.elapsedSeconds(run, at(85)), 88);
  assert.equal(runs.playedSeconds(run, at(85)), 85);
  assert.equal(runs.playedSeconds(run, at(95)), 95);
  assert.equal(runs.stepsDone(run, at(85)), 6);
  assert.equal(runs.settle(run, at(103)).state, "finished");
  assert.equal(runs.playedSeconds(runs.settle(run, at(103)), at(103)), 103);
});

test("there and back again nothing is lost", () => {
  const quick = runs.repaced(started(), paced(timeline, 70), at(80));

  const run = runs.repaced(quick, timeline, at(80));

  assert.equal(runs.elapsedSeconds(run, at(80)), 80);
  assert.equal(runs.playedSeconds(run, at(80)), 80);
});

test("at every pace each second shown is a whole number that counts down to one", () => {
  for (const pace of [70, 80, 90, 110, 120, 130]) {
    const other = paced(timeline, pace);
    for (let elapsed = 75; elapsed < other.entries[6].end - 1e-6; elapsed = nextChange(other, elapsed)) {
      const { seconds, phase } = positionAt(other, elapsed + 1e-9);

      assert.ok(Number.isInteger(seconds) && seconds >= 1 && seconds <= 8, `${pace}: ${seconds}`);
      assert.ok(["inhale", "exhale"].includes(phase));
    }
  }
});
