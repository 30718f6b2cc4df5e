import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { aStorage } from "./storage.js";

const { check } = JSON.parse(readFileSync(new URL("../fixtures/safety_vectors.json", import.meta.url), "utf8"));

function aPage(effects, { rules = check.effects } = {}) {
  const left = new Set();
  const step = (stepKind, stepTags = "", stepPoints = "") => {
    const made = { dataset: { stepKind, stepTags, stepPoints }, remove: () => left.delete(made) };
    left.add(made);
    return made;
  };
  const steps = [step("massage", "neck_touch", "GB21"), step("acupressure", "hand_touch", "LI4"), step("breathing", "breath_calm")];
  const notes = [];
  globalThis.localStorage = aStorage();
  const held = effects.map((id) => ({ id, until: null }));
  globalThis.localStorage.setItem("unhunch.safety", JSON.stringify({ answered_at: new Date().toISOString(), effects: held }));
  globalThis.caches = { match: async () => rules && { ok: true, json: async () => rules } };
  globalThis.fetch = async () => { throw new TypeError("no connection"); };
  globalThis.document = {
    getElementById: () => null,
    querySelectorAll: () => steps,
    querySelector: () => ({ before: (note) => notes.push(note) }),
    createElement: () => ({ setAttribute() {} }),
    documentElement: { lang: "en" },
  };
  return { kinds: () => [...left].map(({ dataset }) => dataset.stepKind), notes };
}

const { holdPage } = await import("../../static/js/safety/hold_page.js");

for (const [effects, kinds] of [
  [[], ["massage", "acupressure", "breathing"]],
  [["no_point_LI4"], ["massage", "breathing"]],
  [["breathing_only"], ["breathing"]],
  [["stop_all"], []],
]) {
  test(`a page made without this check shows only what it leaves open: ${effects.join(" ") || "nothing closed"}`, async () => {
    const page = aPage(effects);

    await holdPage();

    assert.deepEqual(page.kinds(), kinds);
    assert.equal(page.notes.length, kinds.length === 3 ? 0 : 1);
  });
}

test("without the rules nothing counts as open", async () => {
  const page = aPage(["hide_heat"], { rules: null });

  await holdPage();

  assert.deepEqual(page.kinds(), []);
});
