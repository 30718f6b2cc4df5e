import assert from "node:assert/strict";
import test from "node:test";
import { untilNext } from "../../static/js/player/clock.js";
import { cuesBetween, cuesOf } from "../../static/js/player/cues.js";
import { paceBounds, paced } from "../../static/js/player/pace.js";
import * as runs from "../../static/js/player/run.js";
import { positionAt } from "../../static/js/player/timeline.js";
import { stretches } from "./stretches.js";
import { everyTimeline } from "./timelines.js";

const NINE = 1e12;
const timelines = everyTimeline();

// Plays a run to its end with timers that are up to 40 ms late; hands over every look.
function crawl(timeline, look) {
  const cues = cuesOf(timeline);
  let run = runs.start(runs.ready(timeline), NINE);
  let now = NINE;
  for (let looks = 0; runs.isLive(run); looks += 1) {
    now += untilNext(run, cues, now) + ((looks * 7919) % 40);
    run = runs.settle(run, now);
    look(run, now, cues);
    assert.ok(looks < 20 * timeline.seconds, "it never ends");
  }
  return run;
}

test("every routine at every level is there", () => {
  assert.equal(timelines.length, 14 * 3);
});

for (const timeline of timelines) {
  const name = `${timeline.routine}, level ${timeline.level}`;

  test(`${name}: what is shown is the timeline, phase by phase, to the end`, () => {
    const wanted = [...stretches(timeline)];
    assert.ok(Math.abs(wanted.at(-1)[1] - timeline.seconds) < 1e-6);

    for (const [from, to, index, phase, number] of wanted) {
      for (const elapsed of [from + 1e-4, (from + to) / 2, to - 1e-4]) {
        const place = positionAt(timeline, elapsed);
        assert.deepEqual([place.index, place.phase, place.count?.number ?? null], [index, phase, number], `at ${elapsed}`);
        assert.equal(place.entry, timeline.entries[index]);
      }
    }
  });

  test(`${name}: late timers never add up, every entry is met within 50 ms, and the whole is played`, () => {
    const met = new Map();

    const run = crawl(timeline, (one, now) => {
      if (one.state !== "running") return;
      const { index } = positionAt(timeline, runs.elapsedSeconds(one, now));
      if (!met.has(index)) met.set(index, runs.elapsedSeconds(one, now));
    });

    assert.equal(run.state, "finished");
    assert.equal(run.endedAt, NINE + (runs.LEAD_SECONDS + timeline.seconds) * 1000);
    assert.equal(runs.playedSeconds(run, run.endedAt), timeline.seconds);
    assert.equal(runs.stepsDone(run, run.endedAt), timeline.entries.length);
    assert.deepEqual([...met.keys()], timeline.entries.map((_, index) => index));
    for (const [index, elapsed] of met) assert.ok(elapsed - timeline.entries[index].start < 0.05);
  });

  test(`${name}: each cue is met once, and each step's own words are spoken at its start`, () => {
    const heard = [];
    let before = -1;

    crawl(timeline, (one, now, cues) => {
      if (one.state === "preparing") return;
      const elapsed = runs.elapsedSeconds(one, now);
      heard.push(...cuesBetween(cues, before, elapsed));
      before = elapsed;
    });

    assert.deepEqual(heard, cuesOf(timeline));
    const said = heard.filter((cue) => cue.say).map((cue) => [cue.at, cue.say]);
    assert.deepEqual(said, timeline.entries.filter((entry) => entry.cue).map((entry) => [entry.start, entry.cue]));
  });

  test(`${name}: at its quickest and slowest nothing is lost`, () => {
    for (const pace of Object.values(paceBounds(timeline))) {
      const other = paced(timeline, pace);
      const run = crawl(other, () => undefined);

      assert.equal(run.state, "finished");
      assert.ok(Math.abs(runs.playedSeconds(run, run.endedAt) - other.seconds) < 1e-6);
      assert.equal(runs.stepsDone(run, run.endedAt), timeline.entries.length);
    }
  });
}
