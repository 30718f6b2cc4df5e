import assert from "node:assert/strict";
import test from "node:test";
import { messagesFor, outcomeOf } from "../../static/js/safety/outcome.js";
import { effectsInForce, lockAfterStop, readSafety, safetyHeaders, writeSafety } from "../../static/js/base/safety_store.js";
import { flush, forget, keep, waiting } from "../../static/js/base/session_queue.js";
import { fill } from "../../static/js/base/words.js";

const NOW = Date.parse("2026-11-23T09:00:00Z");
const passing = { passing: true, status: 0 };

function aStorage() {
  const kept = new Map();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value), removeItem: (key) => kept.delete(key) };
}

test("a session waits until it was taken, in order, once each", async () => {
  const storage = aStorage();
  keep(storage, { uuid: "a", body: { n: 1 } });
  keep(storage, { uuid: "b", body: { n: 2 } });
  keep(storage, { uuid: "a", body: { n: 3 } });
  const sent = [];

  await flush(storage, async (session) => sent.push(session.uuid));

  assert.deepEqual(sent, ["b", "a"]);
  assert.deepEqual(waiting(storage), []);
});

test("without a connection everything stays", async () => {
  const storage = aStorage();
  keep(storage, { uuid: "a", body: {} });

  await flush(storage, async () => { throw passing; });

  assert.deepEqual(waiting(storage).map((one) => one.uuid), ["a"]);
});

test("a session refused for good does not hold up the others", async () => {
  const storage = aStorage();
  keep(storage, { uuid: "bad", body: {} });
  keep(storage, { uuid: "good", body: {} });

  await flush(storage, async ({ uuid }) => { if (uuid === "bad") throw { passing: false, status: 400 }; });

  assert.deepEqual(waiting(storage), []);
});

test("a signed-out browser keeps its sessions for later", async () => {
  const storage = aStorage();
  keep(storage, { uuid: "a", body: {} });

  await flush(storage, async () => { throw { passing: false, status: 401 }; });

  assert.equal(waiting(storage).length, 1);
  forget(storage, "a");
  assert.equal(waiting(storage).length, 0);
});

test("no check sends no header; a check that found nothing sends an empty one", () => {
  assert.deepEqual(safetyHeaders(null, NOW), {});
  assert.deepEqual(safetyHeaders({ effects: [] }, NOW), { "Safety-Effects": "" });
});

test("only effects still in force are sent", () => {
  const effects = [
    { id: "no_massage", until: null, clearable: "none" },
    { id: "no_strength", until: "2026-11-23T08:59:59Z", clearable: "none" },
    { id: "no_acupressure", until: "2026-11-23T09:00:01Z", clearable: "none" },
  ];

  assert.deepEqual(effectsInForce({ effects }, NOW), ["no_massage", "no_acupressure"]);
});

test("after a stop sign only calm breathing is left, with or without a check before", () => {
  const checked = aStorage();
  writeSafety(checked, { version: 1, yes: [], cleared: [], effects: [{ id: "no_massage", until: null, clearable: "none" }] });
  const unchecked = aStorage();

  lockAfterStop(checked, NOW);
  lockAfterStop(unchecked, NOW);

  assert.deepEqual(effectsInForce(readSafety(checked), NOW), ["no_massage", "breathing_only"]);
  assert.deepEqual(effectsInForce(readSafety(unchecked), NOW), ["breathing_only"]);
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
