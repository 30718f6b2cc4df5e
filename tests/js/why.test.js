import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { reasonsFor } from "../../static/js/safety/why.js";

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
