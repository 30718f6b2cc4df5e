import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import * as runs from "../../static/js/player/run.js";
import { restoredRun, savedRun, sessionOf } from "../../static/js/player/run.js";

const timeline = JSON.parse(readFileSync(new URL("../fixtures/timeline_desk_minute.json", import.meta.url)));
const NINE = Date.parse("2026-11-23T09:00:00Z");
const at = (seconds) => NINE + seconds * 1000;
const started = () => runs.start(runs.ready(timeline), at(0));

test("nothing runs before Start", () => {
  const run = runs.ready(timeline);

  assert.equal(run.state, "ready");
  assert.equal(runs.elapsedSeconds(run, at(50)), 0);
  assert.equal(runs.pause(run, at(50)), run);
  assert.equal(runs.stop(run, at(50)), run);
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

  const run = runs.resume(runs.settle(paused, at(340)), at(340));

  assert.equal(runs.elapsedSeconds(run, at(350)), 50);
  assert.equal(runs.playedSeconds(run, at(350)), 50);
});

test("a finish after a pause is dated by the time truly left", () => {
  const paused = runs.pause(started(), at(40));

  const run = runs.settle(runs.resume(paused, at(100)), at(1000));

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
  const run = runs.pause(started(), at(20));
  const resumed = runs.resume(run, at(20));

  assert.equal(runs.elapsedSeconds(resumed, at(-100)), 20);
});

test("the record of a full run is the body the server asks for", () => {
  const run = runs.settle(started(), at(100));

  const body = sessionOf(run, { timeZone: "Europe/Berlin", token: "" });

  assert.deepEqual(body, {
    routine: "desk_minute",
    level: 1,
    started_at: "2026-11-23T09:00:00.000Z",
    time_zone: "Europe/Berlin",
    state: "finished",
    finished_at: "2026-11-23T09:01:40.000Z",
    played_seconds: 100,
    steps_done: 8,
    steps_total: 8,
    timeline_seconds: 100,
    timeline_digest: timeline.digest,
    token: null,
  });
});

test("a reloaded page goes on where it was kept, paused", () => {
  const kept = JSON.parse(JSON.stringify(savedRun("some-uuid", started(), at(42))));

  const run = restoredRun(kept, timeline);

  assert.equal(run.state, "paused");
  assert.equal(runs.elapsedSeconds(run, at(9999)), 42);
  assert.equal(kept.uuid, "some-uuid");
});

test("a kept run of another timeline is left alone", () => {
  const kept = savedRun("some-uuid", started(), at(42));

  assert.equal(restoredRun(kept, { ...timeline, digest: "another" }), null);
  assert.equal(restoredRun(null, timeline), null);
});
