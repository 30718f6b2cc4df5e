// When the safety check is due, and what each answer makes of what is kept on the device. Pure: values in, values out.
// A result is {version, answered_at, today_at, yes, cleared, since, settling, effects, consent, stopped_at, flare}.

import { effectsOf } from "./check.js";

const HOUR = 3_600_000;
const WHOLE_CHECK_MS = 90 * 24 * HOUR;
const LOCKS = ["breathing_only", "stop_all"];

/** Whether the whole check must be repeated before anything but calm breathing. */
export const isOutdated = (result, now) => Boolean(result) && !(now - Date.parse(result.answered_at) < WHOLE_CHECK_MS);

/** The questions of the short list that is asked before hands-on work and every week. */
export const questionsOfToday = (questions) => questions.filter((question) => question.when.includes("session"));

/** The whole check answered anew. */
export function answerAll(check, before, given, now) {
  const kept = { version: check.catalogue_version, answered_at: now.toISOString(), consent: before?.consent };
  return answered(check, before, { ...kept, ...given }, now);
}

/** The short list answered; what the other questions found stays, and so does a stop until the whole check. */
export function answerToday(check, before, yes, now) {
  const asked = questionsOfToday(check.questions).map((question) => question.id);
  const others = before.yes.filter((id) => !asked.includes(id));
  const kept = { version: before.version, answered_at: before.answered_at, consent: before.consent };
  const locks = locksOf(before);
  return withLocks(answered(check, before, { ...kept, cleared: before.cleared, yes: [...others, ...yes] }, now), before, locks);
}

/** A flare begins: only calm breathing, from now on. Without a check before it nothing is known besides. */
export function beginFlare(check, before, now) {
  const known = before ?? { version: check.catalogue_version, answered_at: null, yes: [], cleared: [] };
  const yes = [...new Set([...known.yes.filter((id) => id !== "cx_recent_flare"), "cx_flare"])];
  const begun = answered(check, known, { ...kept(known), yes }, now);
  const undo = before && !before.flare ? before : (before?.flare?.undo ?? null);
  return { ...withLocks(begun, known, locksOf(known)), today_at: known.today_at, flare: { since: now.toISOString(), undo } };
}

/** The flare has settled: fourteen settled days begin. */
export function endFlare(check, before, now) {
  const yes = before.yes.filter((id) => id !== "cx_flare");
  const ended = withLocks(answered(check, before, { ...kept(before), yes }, now), before, locksOf(before));
  return { ...ended, today_at: before.today_at, flare: null };
}

/** A press by mistake: what was known before the flare, or nothing. */
export const undoFlare = (result) => result.flare?.undo ?? null;

/** Whether a flare is on. */
export const isFlaring = (result) => Boolean(result?.yes.includes("cx_flare"));

function answered(check, before, next, now) {
  const yes = next.yes.filter((id) => !hasPassed(check.questions, id, sinceOf(before, id), now));
  const since = Object.fromEntries(yes.map((id) => [id, sinceOf(before, id) ?? now.toISOString()]));
  const settling = settlingAfter(check.questions, before, yes, now);
  const cleared = (next.cleared ?? []).filter((id) => yes.includes(id));
  const effects = effectsOf(check.questions, { yes, cleared, since, settling }, now);
  return { ...next, today_at: now.toISOString(), yes, cleared, since, settling, effects };
}

// What was a yes and is none any more goes on for its time, whatever is said meanwhile.
function settlingAfter(questions, before, yes, now) {
  const going = (before?.settling ?? []).filter(({ until }) => now < new Date(until));
  const ended = questions.filter((question) => question.settles_hours && before?.yes.includes(question.id) && !yes.includes(question.id));
  const begun = ended.map((question) => ({ id: question.settles_as, until: new Date(now.getTime() + question.settles_hours * HOUR).toISOString() }));
  return [...going.filter(({ id }) => !begun.some((one) => one.id === id)), ...begun];
}

function hasPassed(questions, id, since, now) {
  const hours = questions.find((question) => question.id === id)?.lasts_hours;
  return Boolean(hours && since) && now - Date.parse(since) >= hours * HOUR;
}

const sinceOf = (before, id) => (before?.yes.includes(id) ? (before.since?.[id] ?? before.answered_at) : undefined);

const kept = ({ version, answered_at, consent, cleared }) => ({ version, answered_at, consent, cleared });

// A stop in a session closes until the whole check is repeated, whatever the short list says.
function locksOf(before) {
  return before.stopped_at ? before.effects.filter((one) => LOCKS.includes(one.id) && one.until === null) : [];
}

function withLocks(result, before, locks) {
  if (locks.length === 0) return result;
  const ids = locks.map((one) => one.id);
  const { stopped_at, stopped_for } = before;
  return { ...result, effects: [...result.effects.filter((one) => !ids.includes(one.id)), ...locks], stopped_at, stopped_for };
}
