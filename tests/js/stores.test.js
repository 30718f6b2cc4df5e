import assert from "node:assert/strict";
import test from "node:test";
import { messagesFor, outcomeOf } from "../../static/js/safety/outcome.js";
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

test("reasons are those of the questions answered yes and not lifted, each once", () => {
  const questions = [{ id: "a", message: "Rest." }, { id: "b", message: "Ask." }, { id: "c", message: "Rest." }];

  assert.deepEqual(messagesFor(questions, { yes: ["a", "b", "c"], cleared: ["b"] }), ["Rest."]);
});

test("a sentence is filled by name, and a missing value stays visible", () => {
  assert.equal(fill("Breath {n} of {of}", { n: 1 }), "Breath 1 of {of}");
});
