import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { isTimelineBlocked } from "../../static/js/safety/check.js";
import { showBadge } from "../../static/js/base/badge.js";
import { ageOf } from "../../static/js/base/notes.js";
import { firstOpen, orKept } from "../../static/js/base/offline_timeline.js";

const desk = JSON.parse(readFileSync(new URL("../fixtures/timeline_desk_minute.json", import.meta.url)));
const calm = { routine: "flare_safe_breathing", level: 1, entries: [{ exercise_kind: "breathing", tags: [], points: [] }] };
const RULES = {
  no_massage: { kinds: ["massage"], tags: [], points: [] },
  breathing_only: { kinds: ["massage", "acupressure", "mobility", "strength"], tags: ["breath_hold"], points: [] },
  stop_all: { kinds: ["massage", "acupressure", "breathing", "mobility", "strength"], tags: [], points: [] },
};
const first = (timelines, effects, rules = RULES) => firstOpen(timelines, effects, isTimelineBlocked, rules);
const noConnection = { passing: true, status: 0 };

function aDevice({ effects = null, timelines = {}, rules = RULES }) {
  const check = effects && JSON.stringify({ answered_at: new Date().toISOString(), effects: effects.map((id) => ({ id, until: null })) });
  globalThis.localStorage = { getItem: (key) => (key === "unhunch.safety" ? check : null) };
  const address = (name) => name.includes("?") ? `/api/v1/routines/${name.replace("?", "/timeline?")}` : `/api/v1/routines/${name}/timeline?level=1`;
  const kept = new Map(Object.entries(timelines).map(([routine, timeline]) => [address(routine), timeline]));
  const match = async (key) => (kept.has(key) ? { json: async () => kept.get(key) } : undefined);
  globalThis.caches = { keys: async () => ["unhunch-b1-files", "unhunch-b1-timelines"], open: async () => ({ match }), match: async () => rules && { json: async () => rules } };
  globalThis.document = { getElementById: () => null, documentElement: { lang: "en" } };
}

test("a kept timeline that the check closes is not played; calm breathing steps in", () => {
  assert.equal(first([desk, calm], ["breathing_only"]), calm);
});

test("a kept timeline that the check leaves open is played", () => {
  assert.equal(first([calm, desk], ["no_massage"]), calm);
});

test("where nothing may be played, calm breathing may not either", () => {
  assert.equal(first([desk, calm], ["stop_all"]), null);
});

test("without the rules nothing counts as open", () => {
  assert.equal(first([desk, calm], ["no_massage"], null), null);
});

test("without a connection the kept timeline is played", async () => {
  aDevice({ timelines: { desk_minute: desk } });

  const timeline = await orKept(noConnection, "desk_minute", 1);

  assert.equal(timeline.digest, desk.digest);
});

test("a stop sign given on this device holds for what was kept before", async () => {
  aDevice({ effects: ["breathing_only"], timelines: { desk_minute: desk, flare_safe_breathing: calm } });

  const timeline = await orKept(noConnection, "desk_minute", 1);

  assert.equal(timeline.routine, "flare_safe_breathing");
  assert.equal(timeline.asked, "desk_minute");
});

test("where all is closed the problem says so, not that the network is missing", async () => {
  aDevice({ effects: ["stop_all"], timelines: { desk_minute: desk, flare_safe_breathing: calm } });

  await assert.rejects(orKept(noConnection, "desk_minute", 1), { status: 409, title: "player.closed" });
});

test("with nothing kept, and with a refusal of the server, the problem stands", async () => {
  aDevice({ timelines: { desk_minute: desk } });
  const refused = { passing: false, status: 409 };

  await assert.rejects(orKept(noConnection, "wind_down_breathing", 1), (problem) => problem === noConnection);
  await assert.rejects(orKept(refused, "desk_minute", 1), (problem) => problem === refused);
});

test("a copy's age is a time today, a weekday this week, a date before", () => {
  const now = new Date(2026, 10, 23, 12, 0);

  assert.equal(ageOf(new Date(2026, 10, 23, 10, 42), now, "en"), "10:42");
  assert.match(ageOf(new Date(2026, 10, 22, 10, 42), now, "en"), /^Sunday/);
  assert.match(ageOf(new Date(2026, 10, 2, 10, 42), now, "en"), /November 2/);
});

test("the badge shows a count, clears at none, and never fails", async () => {
  const seen = [];
  const system = { setAppBadge: async (n) => seen.push(n), clearAppBadge: async () => seen.push("clear") };

  await showBadge(1, system);
  await showBadge(0, system);
  await showBadge(1, {});
  await showBadge(1, { setAppBadge: async () => { throw new Error("not allowed"); } });

  assert.deepEqual(seen, [1, "clear"]);
});

test("without a connection it is their own level; the first where a check leaves no more, or no other is kept", async () => {
  const own = { ...desk, level: 2 };
  const both = { "desk_minute?level=2": own, desk_minute: desk };

  aDevice({ timelines: both });
  assert.equal((await orKept(noConnection, "desk_minute", "2")).level, 2);
  aDevice({ timelines: both, effects: ["level_1_only"], rules: { ...RULES, level_1_only: { kinds: [], tags: [], points: [] } } });
  assert.equal((await orKept(noConnection, "desk_minute", "2")).level, 1);
  aDevice({ timelines: { desk_minute: desk } });
  assert.equal((await orKept(noConnection, "desk_minute", "2")).level, 1);
});
