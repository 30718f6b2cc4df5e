// What may be played without a connection: a kept timeline, held to this device's safety check first.

import { Problem } from "./http.js";
import { effectsInForce, readSafety } from "./safety_store.js";
import { say } from "./words.js";

const CALM = "flare_safe_breathing";
const RULES = "/safety-rules.json";
const TIMELINES = /^unhunch-.*-timelines$/;

/**
 * For where a timeline could not be had: the kept one, at its level or the first, or calm breathing where this device's check
 * has closed both since.
 * Rejects with the same problem where nothing is kept, and with one that says "closed" where neither may be played.
 */
export async function orKept(problem, routine, level) {
  const wanted = problem.passing ? [await find(routine, level), await find(routine, 1)].filter(Boolean) : [];
  if (wanted.length === 0) throw problem;
  const effects = effectsInForce(readSafety(localStorage), Date.now()) ?? [];
  const found = await openOne([...wanted, await find(CALM, 1)], effects);
  if (!found) throw new Problem(409, { title: say("player.closed"), detail: say("player.closed.text") });
  return { ...found, asked: routine };
}

/** The first timeline that the effects leave open, or null; without the rules nothing counts as open. */
export function firstOpen(timelines, effects, isTimelineBlocked, rules) {
  return timelines.find((one) => one && rules && !isTimelineBlocked(rules, one, effects)) ?? null;
}

// A device that made no check has nothing to hold against what the server compiled.
async function openOne(timelines, effects) {
  if (effects.length === 0) return timelines[0];
  const { isTimelineBlocked } = await import("../safety/check.js");
  const rules = await globalThis.caches.match(RULES);
  return firstOpen(timelines, effects, isTimelineBlocked, rules && (await rules.json()));
}

async function find(routine, level) {
  const names = (await globalThis.caches?.keys()) ?? []; // absent on plain http
  for (const name of names.filter((one) => TIMELINES.test(one))) {
    const cache = await caches.open(name);
    const copy = await cache.match(`/api/v1/routines/${routine}/timeline?level=${level}`, { ignoreVary: true });
    if (copy) return copy.json();
  }
  return null;
}
