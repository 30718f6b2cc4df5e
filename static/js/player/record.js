// A run as the record that is sent, and as what survives a reload. Pure.

import { elapsedSeconds, pause, playedSeconds, stepsDone } from "./run.js";

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
