import assert from "node:assert/strict";
import test from "node:test";
import { cuesBetween, cuesOf } from "../../static/js/player/cues.js";
import { buzzOf, loudness, toneOf } from "../../static/js/player/tones.js";
import { deskMinute, everyTimeline } from "./timelines.js";

const cues = cuesOf(deskMinute());
const kindsAt = (from, to) => cuesBetween(cues, from, to).map((cue) => [cue.at, cue.kind]);

test("a step is counted out and the other side has a cue of its own", () => {
  const turns = cuesOf(everyTimeline().find((one) => one.routine === "full_self_massage"));

  assert.deepEqual(kindsAt(10, 15), [[12, "count"], [13, "count"], [14, "count"], [15, "step"]]);
  assert.equal(turns.filter((cue) => cue.kind === "side").length, 3);
});

test("a repeated step speaks once, then has soft tones", () => {
  assert.deepEqual(kindsAt(34, 47), [[35, "step"], [38, "let_go"], [41, "go"], [44, "let_go"], [47, "go"]]);
  assert.equal(cuesBetween(cues, 34, 65).filter((cue) => cue.say).length, 1);
});

test("a breath begins with its words; each phase has its cue and its length", () => {
  assert.deepEqual(kindsAt(74.5, 86), [[75, "breathe"], [75, "inhale"], [79, "exhale"], [85, "inhale"]]);
  assert.equal(cuesBetween(cues, 78, 79)[0].seconds, 6);
});

test("long stretches are halved, breathing and repetitions are not", () => {
  const massage = cuesOf(everyTimeline().find((one) => one.routine === "full_self_massage"));

  assert.ok(massage.some((cue) => cue.kind === "half"));
  assert.ok(!cues.some((cue) => cue.kind === "half"));
});

test("the end has a cue, once", () => {
  assert.deepEqual(cues.at(-1), { at: 100, kind: "finish" });
});

test("no two kinds of cue sound or feel alike; what breathes in rises, what breathes out falls", () => {
  const kinds = ["step", "side", "next", "half", "count", "go", "let_go", "inhale", "top_up", "exhale", "finish"];
  const tones = kinds.map((kind) => JSON.stringify(toneOf({ kind, seconds: 4 })));
  const [[inhale], [exhale]] = ["inhale", "exhale"].map((kind) => toneOf({ kind, seconds: 4 }));
  const felt = ["step", "side", "half", "inhale", "exhale", "finish"].map((kind) => String(buzzOf({ kind })));

  assert.equal(new Set(tones).size, kinds.length);
  assert.equal(new Set(felt).size, felt.length);
  assert.ok(inhale.to > inhale.from && exhale.to < exhale.from);
  assert.deepEqual(toneOf({ kind: "hold_full", seconds: 3 }), []);
  assert.equal(buzzOf({ kind: "count" }), null);
});

test("every note comes in and goes out without a click", () => {
  for (const cue of cues) {
    for (const note of toneOf(cue)) {
      assert.equal(loudness(note, 0), 0);
      assert.equal(loudness(note, note.seconds), 0);
      assert.equal(loudness(note, note.seconds / 2), 1);
    }
  }
});
