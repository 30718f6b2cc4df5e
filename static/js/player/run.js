// One run through a timeline, as frozen values. Nothing counts ticks: where it stands is now minus an instant.
// `now` is always an argument, in milliseconds; positions are seconds of the timeline.

import { entriesDone, positionAt } from "./timeline.js";

const RESTART_AFTER_SECONDS = 3;

/** A run that waits for Start. */
export function ready(timeline) {
  return Object.freeze({ state: "ready", timeline, startedAt: null, endedAt: null, spans: [], from: 0, at: 0, since: null });
}

/** Begins a run. */
export function start(run, now) {
  return run.state === "ready" ? change(run, { state: "running", startedAt: now, since: now }) : run;
}

/** Holds a running run where it is. */
export function pause(run, now) {
  const settled = settle(run, now);
  return settled.state === "running" ? change(settled, { state: "paused", at: elapsedSeconds(settled, now), since: null }) : settled;
}

/** Lets a paused run go on. */
export function resume(run, now) {
  return run.state === "paused" ? change(run, { state: "running", since: now }) : run;
}

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

/** Ends a run before its end. */
export function stop(run, now) {
  return end(run, "stopped", now);
}

/** Ends a run because something felt wrong. */
export function stopForSafety(run, now) {
  return end(run, "stopped_for_safety", now);
}

/** Finishes a running run whose time is over; the end is dated when it was reached, not when it was noticed. */
export function settle(run, now) {
  if (!isLive(run) || elapsedSeconds(run, now) < run.timeline.seconds) return run;
  const reachedAt = run.since === null ? now : run.since + (run.timeline.seconds - run.at) * 1000;
  return end(run, "finished", reachedAt);
}

/** The position in seconds: what was reached before, plus the time since, never past the end. */
export function elapsedSeconds(run, now) {
  const since = run.since === null ? 0 : Math.max(now - run.since, 0) / 1000;
  return Math.min(run.at + since, run.timeline.seconds);
}

/** Seconds truly played; what was skipped is not among them, what was repeated counts again. */
export function playedSeconds(run, now) {
  return spansOf(run, now).reduce((sum, [from, to]) => sum + (to - from), 0);
}

/** Entries played from start to end. */
export function stepsDone(run, now) {
  return entriesDone(run.timeline, spansOf(run, now));
}

/** True while a run can still go on. */
export const isLive = (run) => run.state === "running" || run.state === "paused";

/** The body of PUT /api/v1/sessions/<uuid> for a run that has ended. */
export function sessionOf(run, { timeZone, token }) {
  const { timeline, endedAt } = run;
  return {
    routine: timeline.routine,
    level: timeline.level,
    started_at: new Date(run.startedAt).toISOString(),
    time_zone: timeZone,
    state: run.state,
    finished_at: new Date(endedAt).toISOString(),
    played_seconds: Math.round(playedSeconds(run, endedAt)),
    steps_done: stepsDone(run, endedAt),
    steps_total: timeline.entries.length,
    timeline_seconds: timeline.seconds,
    timeline_digest: timeline.digest,
    token: token || null,
  };
}

/** What to keep so that a reloaded page can go on, held where the run stands now. */
export function savedRun(uuid, run, now) {
  const { timeline, ...rest } = pause(run, now);
  return { uuid, digest: timeline.digest, asked: timeline.asked, run: rest };
}

/** The run that was kept, paused, or null where it belongs to another timeline or never got going. */
export function restoredRun(saved, timeline) {
  if (!saved || saved.digest !== timeline.digest || saved.asked !== timeline.asked) return null;
  const run = { ...saved.run, timeline };
  return run.state === "paused" && elapsedSeconds(run, 0) < timeline.seconds ? Object.freeze(run) : null;
}

function jump(run, target, now) {
  if (!isLive(run)) return run;
  const since = run.state === "running" ? now : null;
  return change(run, { spans: spansOf(run, now), from: target, at: target, since });
}

function end(run, state, now) {
  if (!isLive(run)) return run;
  const at = elapsedSeconds(run, now);
  return change(run, { state, endedAt: now, spans: spansOf(run, now), from: at, at, since: null });
}

function spansOf(run, now) {
  const to = elapsedSeconds(run, now);
  return to > run.from ? [...run.spans, [run.from, to]] : run.spans;
}

function change(run, changes) {
  return Object.freeze({ ...run, ...changes });
}
