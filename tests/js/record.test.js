import assert from "node:assert/strict";
import test from "node:test";
import { dropRun, isFresh, keepRun, readRun, restoredRun, sessionOf } from "../../static/js/player/record.js";
import * as runs from "../../static/js/player/run.js";
import { aStorage } from "./storage.js";
import { deskMinute } from "./timelines.js";

const timeline = deskMinute();
const NINE = Date.parse("2026-11-23T09:00:00Z");
const at = (seconds) => NINE + seconds * 1000;
const started = () => runs.settle(runs.start(runs.ready(timeline), at(-3)), at(0));
const BESIDES = { uuid: "some-uuid", pace: 100, level: 1, more: { time_zone: "Europe/Berlin", token: null } };

function keptAt(seconds) {
  const storage = aStorage();
  keepRun(storage, started(), at(seconds), BESIDES);
  return readRun(storage);
}

test("the record of a full run is the body the server asks for", () => {
  const run = runs.settle(started(), at(100));

  const body = sessionOf(run, { time_zone: "Europe/Berlin", token: null, tension_before: 6 });

  assert.deepEqual(body, {
    routine: "desk_minute",
    level: 1,
    started_at: "2026-11-23T08:59:57.000Z",
    state: "finished",
    finished_at: "2026-11-23T09:01:40.000Z",
    played_seconds: 100,
    steps_done: 8,
    steps_total: 8,
    timeline_seconds: 100,
    timeline_digest: timeline.digest,
    time_zone: "Europe/Berlin",
    token: null,
    tension_before: 6,
  });
});

test("a reloaded page goes on where it was kept, paused, after a lead-in", () => {
  const run = restoredRun(keptAt(42), timeline, at(600));

  assert.equal(run.state, "paused");
  assert.equal(runs.elapsedSeconds(run, at(9999)), 42);
  assert.equal(runs.resume(run, at(600)).state, "preparing");
});

test("it is offered for thirty minutes and not longer", () => {
  const kept = keptAt(42);

  assert.ok(isFresh(kept, at(42 + 29 * 60)));
  assert.ok(!isFresh(kept, at(42 + 30 * 60)));
  assert.equal(restoredRun(kept, timeline, at(42 + 30 * 60)), null);
});

test("a kept run of another timeline is left alone", () => {
  const kept = keptAt(42);

  assert.equal(restoredRun(kept, { ...timeline, digest: "another" }, at(50)), null);
  assert.equal(restoredRun(kept, { ...timeline, asked: "another" }, at(50)), null);
  assert.equal(restoredRun(null, timeline, at(50)), null);
});

test("what was played before the battery died is a stopped session of its own", () => {
  const { stopped } = keptAt(60);

  assert.equal(stopped.state, "stopped");
  assert.equal(stopped.played_seconds, 60);
  assert.equal(stopped.finished_at, "2026-11-23T09:01:00.000Z");
  assert.equal(stopped.time_zone, "Europe/Berlin");
});

test("a run that has ended is not kept, and a kept one can be dropped", () => {
  const storage = aStorage();
  keepRun(storage, runs.settle(started(), at(100)), at(100), BESIDES);
  assert.equal(readRun(storage), null);

  keepRun(storage, started(), at(5), BESIDES);
  dropRun(storage);
  assert.equal(readRun(storage), null);
});
