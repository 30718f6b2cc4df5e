import assert from "node:assert/strict";
import test from "node:test";
import { outcomeOf, reasonsOf } from "../../static/js/safety/outcome.js";
import { effectsInForce, lockAfterStop, readSafety, safetyHeaders, writeSafety } from "../../static/js/base/safety_store.js";
import { fill } from "../../static/js/base/words.js";
import { aStorage } from "./storage.js";

const NOW = Date.parse("2026-11-23T09:00:00Z");
const TODAY = "2026-11-23T08:00:00Z";

test("no check sends no header; a check that found nothing sends an empty one", () => {
  assert.deepEqual(safetyHeaders(null, NOW), {});
  assert.deepEqual(safetyHeaders({ answered_at: TODAY, effects: [] }, NOW), { "Safety-Effects": "" });
});

test("only effects still in force are sent", () => {
  const effects = [
    { id: "no_massage", until: null, clearable: "none" },
    { id: "no_strength", until: "2026-11-23T08:59:59Z", clearable: "none" },
    { id: "no_acupressure", until: "2026-11-23T09:00:01Z", clearable: "none" },
  ];

  assert.deepEqual(effectsInForce({ answered_at: TODAY, effects }, NOW), ["no_massage", "no_acupressure"]);
});

test("after a sign to stop and rest only calm breathing is left, with or without a check before", () => {
  const checked = aStorage();
  writeSafety(checked, { version: 1, answered_at: TODAY, yes: [], cleared: [], effects: [{ id: "no_massage", until: null, clearable: "none" }] });
  const unchecked = aStorage();

  lockAfterStop(checked, NOW, { urgent: false, sign: "stop_dizzy" });
  lockAfterStop(unchecked, NOW, { urgent: false, sign: "" });

  assert.deepEqual(effectsInForce(readSafety(checked), NOW), ["no_massage", "breathing_only"]);
  assert.deepEqual(effectsInForce(readSafety(unchecked), NOW), ["breathing_only"]);
  assert.equal(readSafety(checked).stopped_for, "stop_dizzy");
  assert.equal(readSafety(checked).stopped_at, "2026-11-23T09:00:00.000Z");
});

test("after an urgent sign nothing is left, and a milder one afterwards opens nothing again", () => {
  const storage = aStorage();

  lockAfterStop(storage, NOW, { urgent: true, sign: "stop_vision" });
  lockAfterStop(storage, NOW, { urgent: false, sign: "stop_dizzy" });

  assert.deepEqual(effectsInForce(readSafety(storage), NOW), ["stop_all", "breathing_only"]);
});

test("an unreadable store is no check", () => {
  const storage = aStorage();
  storage.setItem("unhunch.safety", "{broken");

  assert.equal(readSafety(storage), null);
});

test("the outcome says kind by kind what is open, partly open or closed", () => {
  const rules = {
    no_massage: { kinds: ["massage"], tags: [], points: [] },
    no_point_LI4: { kinds: [], tags: [], points: ["LI4"] },
    calm_breath_only: { kinds: [], tags: ["breath_hold", "breath_deep"], points: [] },
    ask_first: { kinds: [], tags: [], points: [] },
  };

  const outcome = outcomeOf(["breathing", "mobility", "acupressure", "massage"], rules, Object.keys(rules));

  assert.deepEqual(outcome.map(({ kind, state }) => `${kind} ${state}`), ["breathing partly", "mobility open", "acupressure partly", "massage closed"]);
});

test("each reason says why, until when, what it leaves open, and whether a clinician's word can lift it", () => {
  const rules = { no_massage: { kinds: ["massage"], tags: [], points: [] } };
  const asked = (id, more = {}) => ({ id, message: `Why ${id}.`, effects: ["no_massage"], clearable: "none", lasts_hours: null, ...more });
  const questions = [asked("a"), asked("b", { clearable: "level_1" }), asked("c", { lasts_hours: 6 }), asked("d"), asked("e", { lasts_hours: 6 })];
  const check = { kinds: ["massage", "breathing"], effects: rules, questions };
  const since = { a: TODAY, b: TODAY, c: TODAY, e: "2026-11-23T02:00:00Z" };
  const result = { yes: ["a", "b", "c", "e"], cleared: ["b"], since, settling: [{ id: "d", until: "2026-11-24T00:00:00Z" }] };

  const reasons = reasonsOf(check, result, new Date(NOW));

  assert.deepEqual(reasons.map(({ id }) => id), ["a", "c", "d"]);
  assert.deepEqual(reasons[1], { id: "c", message: "Why c.", until: "2026-11-23T14:00:00.000Z", open: ["breathing"], canClear: false });
  assert.equal(reasonsOf(check, { ...result, cleared: [] }, new Date(NOW))[1].canClear, true);
});

test("a sentence is filled by name, and a missing value stays visible", () => {
  assert.equal(fill("Breath {n} of {of}", { n: 1 }), "Breath 1 of {of}");
});
