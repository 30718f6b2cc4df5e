import assert from "node:assert/strict";
import test from "node:test";
import * as runs from "../../static/js/player/run.js";
import { deskMinute } from "./timelines.js";

const timeline = deskMinute();
const NINE = Date.parse("2026-11-23T09:00:00Z");
const at = (seconds) => NINE + seconds * 1000;
// Pressed three seconds before nine, so that the first step begins at nine.
const started = () => runs.settle(runs.start(runs.ready(timeline), at(-3)), at(0));

test("nothing runs before Start", () => {
  const run = runs.ready(timeline);

  assert.equal(run.state, "ready");
  assert.equal(runs.elapsedSeconds(run, at(50)), 0);
  assert.equal(runs.pause(run, at(50)), run);
  assert.equal(runs.stop(run, at(50)), run);
});

test("Start leads in for three seconds, which are not played", () => {
  const run = runs.start(runs.ready(timeline), at(0));

  assert.equal(run.state, "preparing");
  assert.equal(runs.leadLeft(run, at(1.2)), 1.8);
  assert.equal(runs.elapsedSeconds(run, at(2.9)), 0);
  assert.equal(runs.settle(run, at(2.99)).state, "preparing");
  assert.equal(runs.settle(run, at(3)).state, "running");
  assert.equal(runs.playedSeconds(runs.settle(run, at(10)), at(10)), 7);
});

test("a lead-in noticed late has still begun the routine on time", () => {
  const run = runs.settle(runs.start(runs.ready(timeline), at(0)), at(43));

  assert.equal(run.state, "running");
  assert.equal(runs.elapsedSeconds(run, at(43)), 40);
});

test("the position is a subtraction: ten thousand late ticks do not drift", () => {
  let run = started();

  for (let tick = 1; tick <= 10000; tick += 1) run = runs.settle(run, at(tick * 0.00953));

  assert.ok(Math.abs(runs.elapsedSeconds(run, at(95.3)) - 95.3) < 1e-6);
  assert.equal(run.state, "running");
});

test("frozen for five minutes it has finished, at the instant the end was reached", () => {
  const run = runs.settle(started(), at(300));

  assert.equal(run.state, "finished");
  assert.equal(run.endedAt, at(100));
  assert.equal(runs.playedSeconds(run, at(300)), 100);
});

test("frozen for five minutes while paused it has not moved", () => {
  const paused = runs.pause(started(), at(40));

  const run = runs.settle(runs.resume(runs.settle(paused, at(340)), at(340)), at(343));

  assert.equal(runs.elapsedSeconds(run, at(353)), 50);
  assert.equal(runs.playedSeconds(run, at(353)), 50);
});

test("carrying on leads in again, from where it was", () => {
  const run = runs.resume(runs.pause(started(), at(40)), at(60));

  assert.equal(run.state, "preparing");
  assert.equal(runs.elapsedSeconds(run, at(62.9)), 40);
  assert.equal(runs.elapsedSeconds(runs.settle(run, at(64)), at(64)), 41);
});

test("from a lock screen it goes on at once, from where it was", () => {
  const run = runs.resumeAtOnce(runs.pause(started(), at(40)), at(60));

  assert.equal(run.state, "running");
  assert.equal(runs.elapsedSeconds(run, at(61)), 41);
});

test("a pause in the lead-in holds, and skipping in it leads in at the new place", () => {
  const leading = runs.resume(runs.pause(started(), at(40)), at(60));

  const paused = runs.pause(leading, at(61));
  const skipped = runs.skip(leading, at(61));

  assert.equal(paused.state, "paused");
  assert.equal(runs.elapsedSeconds(paused, at(100)), 40);
  assert.equal(skipped.state, "preparing");
  assert.equal(runs.elapsedSeconds(runs.settle(skipped, at(63)), at(63)), 65);
});

test("a finish after a pause is dated by the time truly left", () => {
  const paused = runs.pause(started(), at(40));

  const run = runs.settle(runs.resume(paused, at(97)), at(1000));

  assert.equal(run.state, "finished");
  assert.equal(run.endedAt, at(160));
});

test("skipping moves on and counts nothing as played", () => {
  const skipped = runs.skip(started(), at(5));

  assert.equal(runs.elapsedSeconds(skipped, at(5)), 15);
  assert.equal(runs.playedSeconds(skipped, at(5)), 5);
  assert.equal(runs.stepsDone(skipped, at(20)), 1);
});

test("skipping to the end finishes with hardly anything played", () => {
  let run = started();

  for (let n = 0; n < 8; n += 1) run = runs.skip(run, at(1));

  assert.equal(run.state, "finished");
  assert.equal(runs.playedSeconds(run, at(1)), 1);
  assert.equal(runs.stepsDone(run, at(1)), 0);
});

test("back goes to this entry's start, or to the one before where this one has only begun", () => {
  const deep = runs.back(started(), at(25));
  const early = runs.back(started(), at(16));
  const first = runs.back(started(), at(1));

  assert.equal(runs.elapsedSeconds(deep, at(25)), 15);
  assert.equal(runs.elapsedSeconds(early, at(16)), 0);
  assert.equal(runs.elapsedSeconds(first, at(1)), 0);
});

test("what is played again counts again, its entries do not", () => {
  const run = runs.back(started(), at(25));

  assert.equal(runs.playedSeconds(run, at(40)), 40);
  assert.equal(runs.stepsDone(run, at(40)), 2);
});

test("back and skip while paused move without running", () => {
  const run = runs.skip(runs.pause(started(), at(5)), at(60));

  assert.equal(run.state, "paused");
  assert.equal(runs.elapsedSeconds(run, at(500)), 15);
  assert.equal(runs.playedSeconds(run, at(500)), 5);
});

test("a stop keeps what was played, and nothing moves it afterwards", () => {
  const run = runs.stopForSafety(started(), at(33));

  assert.equal(run.state, "stopped_for_safety");
  assert.equal(run.endedAt, at(33));
  assert.equal(runs.playedSeconds(run, at(900)), 33);
  for (const move of [runs.pause, runs.resume, runs.skip, runs.back, runs.stop, runs.settle]) assert.equal(move(run, at(900)), run);
});

test("a stop while paused is dated when it was pressed", () => {
  const run = runs.stop(runs.pause(started(), at(10)), at(70));

  assert.equal(run.endedAt, at(70));
  assert.equal(runs.playedSeconds(run, at(70)), 10);
});

test("a clock set back never takes played time away", () => {
  const resumed = runs.settle(runs.resume(runs.pause(started(), at(20)), at(20)), at(23));

  assert.equal(runs.elapsedSeconds(resumed, at(-100)), 20);
});

test("where the sound's clock rules the run stands where it says, and a jump of it plays nothing", () => {
  const behind = runs.heard(started(), 9.6, at(10));
  const jumped = runs.heard(behind, 40, at(10));

  assert.equal(runs.elapsedSeconds(behind, at(10.4)), 10);
  assert.ok(Math.abs(runs.elapsedSeconds(jumped, at(12)) - 42) < 1e-9);
  assert.ok(Math.abs(runs.playedSeconds(jumped, at(12)) - 11.6) < 1e-9);
});

test("a clock that ran away while the device slept leaves the position where it was", () => {
  const run = runs.bridged(started(), 300_000);

  assert.equal(runs.elapsedSeconds(run, at(320)), 20);
  assert.equal(runs.settle(run, at(330)).state, "running");
});
