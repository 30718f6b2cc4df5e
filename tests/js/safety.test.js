import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import {
  NO_CHECK,
  effectsOf,
  groupsInOrder,
  highestLevel,
  inForce,
  isBlocked,
  isComplete,
  isSilenced,
  isTimelineBlocked,
  isUrgent,
} from "../../static/js/safety/check.js";

const VECTORS = JSON.parse(
  readFileSync(new URL("../fixtures/safety_vectors.json", import.meta.url), "utf8"),
);
const { questions, effects: rules } = VECTORS.check;
const NOW = new Date(VECTORS.now);

test("there are examples enough, and one for every question alone", () => {
  const alone = VECTORS.cases.filter(({ yes, cleared }) => yes.length === 1 && cleared.length === 0);

  assert.ok(VECTORS.cases.length >= 60);
  assert.deepEqual(new Set(alone.map(({ yes }) => yes[0])), new Set(questions.map(({ id }) => id)));
});

for (const example of VECTORS.cases) {
  test(`the device and the server agree: ${example.name}`, () => {
    const later = new Date(NOW.getTime() + example.hours_later * 60 * 60 * 1000);

    const effects = effectsOf(questions, example, NOW);
    const ids = inForce(effects, later);
    const open = VECTORS.exercises.filter((exercise) => !isBlocked(rules, exercise, ids));

    assert.deepEqual(effects, example.effects);
    assert.deepEqual(ids, example.in_force);
    assert.equal(highestLevel(ids), example.level);
    assert.deepEqual(open.map(({ id }) => id), example.open);
  });
}

test("a question nobody asks is refused", () => {
  assert.throws(() => effectsOf(questions, { yes: ["cx_unheard_of"] }, NOW), RangeError);
});

test("before any check only calm breathing is open", () => {
  const open = VECTORS.exercises.filter((exercise) => !isBlocked(rules, exercise, NO_CHECK));

  assert.ok(open.length > 0);
  assert.ok(open.every(({ tags }) => tags.includes("breath_calm")));
});

test("an effect nobody knows blocks as if no check had been made", () => {
  for (const exercise of VECTORS.exercises) {
    assert.equal(
      isBlocked(rules, exercise, ["from_a_later_version"]),
      isBlocked(rules, exercise, NO_CHECK),
    );
    assert.equal(isBlocked(rules, exercise, ["toString"]), isBlocked(rules, exercise, NO_CHECK));
  }
});

test("only stop_all silences", () => {
  assert.ok(isSilenced(["see_doctor", "stop_all"]));
  assert.ok(!isSilenced(["breathing_only"]));
});

test("groups come in the order of the questions, the urgent ones first", () => {
  const groups = groupsInOrder(questions);

  assert.deepEqual(
    groups.map(({ key }) => key),
    ["urgent", "eligibility", "today", "history", "skin"],
  );
  assert.deepEqual(groups.flatMap((group) => group.questions), questions);
});

test("a check is complete when every group has a yes or a none of these", () => {
  const groups = groupsInOrder(questions);
  const others = ["urgent", "eligibility", "today", "history"];

  assert.ok(isComplete(groups, { yes: ["cx_skin"], none: others }));
  assert.ok(isComplete(groups, { yes: [], none: [...others, "skin"] }));
  assert.ok(!isComplete(groups, { yes: ["cx_flare"], none: others }));
  assert.ok(!isComplete(groups, { yes: [], none: [] }));
});

test("an emergency is urgent, being under 18 is not", () => {
  assert.ok(isUrgent(questions, { yes: ["cx_eye", "cx_heart_signs"] }));
  assert.ok(!isUrgent(questions, { yes: ["cx_under_18", "cx_flare"] }));
});

test("a timeline kept from earlier is blocked by what has become known since", () => {
  const entry = (kind, tags, points) => ({ exercise_kind: kind, tags, points });
  const prepare = entry(null, [], []);
  const hands = { level: 2, entries: [prepare, entry("acupressure", ["hand_touch"], ["LI4"])] };
  const calm = { level: 1, entries: [prepare, entry("breathing", ["breath_calm"], [])] };

  assert.ok(!isTimelineBlocked(rules, hands, []));
  assert.ok(isTimelineBlocked(rules, hands, ["no_point_LI4"]));
  assert.ok(isTimelineBlocked(rules, hands, ["breathing_only"]));
  assert.ok(isTimelineBlocked(rules, hands, ["level_1_only"]));
  assert.ok(!isTimelineBlocked(rules, calm, ["breathing_only", "level_1_only"]));
  assert.ok(isTimelineBlocked(rules, calm, ["stop_all"]));
});
