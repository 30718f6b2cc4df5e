// One run through a timeline, as frozen values. Nothing counts ticks: where it stands is now minus an instant.
// States: ready, preparing (a lead-in), running, paused; and finished, stopped, stopped_for_safety, which end it.
// `now` is always an argument, in milliseconds; positions are seconds of the timeline.

import { moved } from "./pace.js";
import { entriesDone, positionAt } from "./timeline.js";

export const LEAD_SECONDS = 3;
const RESTART_AFTER_SECONDS = 3;
const JUMP_SECONDS = 1;

/** A run that waits for Start. */
export function ready(timeline) {
  return Object.freeze({ state: "ready", timeline, startedAt: null, endedAt: null, spans: [], from: 0, at: 0, since: null, until: null, paceDebt: 0 });
}

/** Begins a run with its lead-in. */
export function start(run, now) {
  return run.state === "ready" ? change(run, { state: "preparing", startedAt: now, until: now + LEAD_SECONDS * 1000 }) : run;
}

/** Holds a run where it is. */
export function pause(run, now) {
  const settled = settle(run, now);
  return isMoving(settled) ? change(settled, { state: "paused", at: elapsedSeconds(settled, now), since: null, until: null }) : settled;
}

/** Lets a paused run go on, after a lead-in. */
export function resume(run, now) {
  return run.state === "paused" ? change(run, { state: "preparing", until: now + LEAD_SECONDS * 1000 }) : run;
}

/** The same without a lead-in: from a lock screen nobody has to get ready. */
export const resumeAtOnce = (run, now) => settle(resume(run, now - LEAD_SECONDS * 1000), now);

/** To the start of this entry, or of the one before where this one has only begun. */
export function back(run, now) {
  const { index, entry } = positionAt(run.timeline, elapsedSeconds(run, now));
  const begun = elapsedSeconds(run, now) - entry.start < RESTART_AFTER_SECONDS;
  const target = begun ? run.timeline.entries[Math.max(index - 1, 0)] : entry;
  return jump(run, target.start, now);
}

/** To the start of the next entry; from the last one to the end. What was left out does not count as played. */
export function skip(run, now) {
  const { entry } = positionAt(run.timeline, elapsedSeconds(run, now));
  return settle(jump(run, entry.end, now), now);
}

/** To any position. */
export function seek(run, position, now) {
  return settle(jump(run, Math.min(Math.max(position, 0), run.timeline.seconds), now), now);
}

/** Where another clock rules, the sound's: the run stands where that clock says. */
export function heard(run, position, now) {
  const settled = settle(run, now);
  if (settled.state !== "running") return settled;
  if (Math.abs(position - elapsedSeconds(settled, now)) > JUMP_SECONDS) return seek(settled, position, now);
  return settle(change(settled, { at: position, since: now }), now);
}

/** The same run on the same routine at another pace: at the same place, with the same seconds played. */
export function repaced(run, timeline, now) {
  const settled = settle(run, now);
  const to = (position) => moved(settled.timeline, timeline, position);
  const spans = settled.spans.map((span) => span.map(to));
  const after = change(settled, { timeline, spans, from: to(settled.from), at: to(elapsedSeconds(settled, now)), since: settled.since && now });
  return change(after, { paceDebt: after.paceDebt + playedSeconds(settled, now) - playedSeconds(after, now) });
}

/** The same run by a clock that was set or slept through so many milliseconds: its position stays. */
export function bridged(run, gap) {
  return change(run, { since: run.since && run.since + gap, until: run.until && run.until + gap });
}

/** Ends a run before its end. */
export const stop = (run, now) => end(settle(run, now), "stopped", now);

/** Ends a run because something felt wrong. */
export const stopForSafety = (run, now) => end(settle(run, now), "stopped_for_safety", now);

/** Lets a lead-in run out, and finishes a run whose time is over; dated when it was so, not when it was noticed. */
export function settle(run, now) {
  const begun = run.state === "preparing" && now >= run.until ? change(run, { state: "running", since: run.until, until: null }) : run;
  if (!isLive(begun) || elapsedSeconds(begun, now) < begun.timeline.seconds) return begun;
  const reachedAt = begun.since === null ? now : begun.since + (begun.timeline.seconds - begun.at) * 1000;
  return end(begun, "finished", reachedAt);
}

/** The position in seconds: what was reached before, plus the time since, never past the end. */
export function elapsedSeconds(run, now) {
  const since = run.since === null ? 0 : Math.max(now - run.since, 0) / 1000;
  return Math.min(run.at + since, run.timeline.seconds);
}

/** Seconds of the lead-in that are left, 0 outside one. */
export function leadLeft(run, now) {
  return run.state === "preparing" ? Math.max(run.until - now, 0) / 1000 : 0;
}

/** Seconds truly played; what was skipped is not among them, what was repeated counts again. */
export function playedSeconds(run, now) {
  return spansOf(run, now).reduce((sum, [from, to]) => sum + (to - from), run.paceDebt);
}

/** Entries played from start to end. */
export const stepsDone = (run, now) => entriesDone(run.timeline, spansOf(run, now));

/** True while a run can still go on. */
export const isLive = (run) => isMoving(run) || run.state === "paused";

/** True while time goes by in a run, or soon will. */
export const isMoving = (run) => run.state === "running" || run.state === "preparing";

function jump(run, target, now) {
  const settled = settle(run, now);
  if (!isLive(settled)) return settled;
  return change(settled, { spans: spansOf(settled, now), from: target, at: target, since: settled.since && now });
}

function end(run, state, now) {
  if (!isLive(run)) return run;
  const at = elapsedSeconds(run, now);
  return change(run, { state, endedAt: now, spans: spansOf(run, now), from: at, at, since: null, until: null });
}

function spansOf(run, now) {
  const to = elapsedSeconds(run, now);
  return to > run.from ? [...run.spans, [run.from, to]] : run.spans;
}

function change(run, changes) {
  return Object.freeze({ ...run, ...changes });
}
