import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { everyReason, reasonsFor } from "../../static/js/safety/why.js";

const { check } = JSON.parse(readFileSync(new URL("../fixtures/safety_vectors.json", import.meta.url), "utf8"));
const NOW = new Date("2026-03-02T10:00:00Z");
const said = { yes: ["cx_pregnancy", "cx_product_allergy"], cleared: [], since: {}, settling: [] };
const POINT = { kind: "acupressure", tags: ["hand_touch"], points: ["LI4"] };
const TURN = { kind: "mobility", tags: ["neck_motion"], points: [] };
const ids = (closed) => reasonsFor(check, said, closed, NOW).map(({ id }) => id);

test("only the answers that close an exercise are its reasons", () => {
  assert.deepEqual(ids([POINT]), ["cx_pregnancy"]);
  assert.deepEqual(ids([TURN]), []);
});

test("where no exercise is named, every answer that closes anything is one", () => {
  assert.deepEqual(ids([]), ["cx_pregnancy"]);
});

test("a refused start is told everything: the stop, each answer, a check that is too old, and what is open all the same", () => {
  globalThis.document = { getElementById: () => null, documentElement: { lang: "en" } };
  const result = { ...said, answered_at: "2025-11-01T10:00:00Z", stopped_at: "2026-03-01T10:00:00Z", stopped_for: "stop_dizzy", effects: [{ id: "breathing_only", until: null }, { id: "no_point_LI4", until: null }] };

  const { reasons, open } = everyReason(check, result, NOW, "dizziness");

  const answers = ["cx_pregnancy", "cx_product_allergy"].map((id) => check.questions.find((one) => one.id === id).message);
  assert.deepEqual(reasons.map(({ message }) => message), ["refused.stopped", ...answers, "refused.old"]);
  assert.deepEqual(open, ["breathing"]);
});

test("where everything is closed, nothing is said to be open", () => {
  globalThis.document = { getElementById: () => null, documentElement: { lang: "en" } };
  const result = { ...said, answered_at: "2026-03-01T10:00:00Z", effects: [{ id: "stop_all", until: null }] };

  assert.deepEqual(everyReason(check, result, NOW, "").open, []);
});
