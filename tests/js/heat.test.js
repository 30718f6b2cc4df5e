import assert from "node:assert/strict";
import { test } from "node:test";

import { dayAt } from "../../static/js/progress/heat.js";

test("the first day lies at the upper left, below the names of the months", () => {
  assert.equal(dayAt("2026-06-01", 0.01, 20 / 114), "2026-06-01");
  assert.equal(dayAt("2026-06-01", 0.01, 10 / 114), null);
});

test("a week is a column from Monday down to Sunday", () => {
  assert.equal(dayAt("2026-06-01", 0.01, 113 / 114), "2026-06-07");
  assert.equal(dayAt("2026-06-01", 1.5 / 26, 20 / 114), "2026-06-08");
});

test("outside there is no day", () => {
  assert.equal(dayAt("2026-06-01", 1.2, 0.5), null);
  assert.equal(dayAt("2026-06-01", -0.1, 0.5), null);
});
