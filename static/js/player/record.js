// What is written down of a run: the body the server takes, and what a reloaded page needs to go on.

import { isLive, pause, playedSeconds, stepsDone } from "./run.js";

const KEY = "unhunch.run";
const OFFERED_MS = 30 * 60 * 1000;

/** The body of PUT /api/v1/sessions/<uuid> for a run that has ended; `more` holds time_zone, token and what was answered. */
export function sessionOf(run, more) {
  const { timeline, endedAt } = run;
  return {
    routine: timeline.routine,
    level: timeline.level,
    started_at: new Date(run.startedAt).toISOString(),
    state: run.state,
    finished_at: new Date(endedAt).toISOString(),
    played_seconds: Math.round(playedSeconds(run, endedAt)),
    steps_done: stepsDone(run, endedAt),
    steps_total: timeline.entries.length,
    timeline_seconds: Math.round(timeline.seconds),
    timeline_digest: timeline.digest,
    ...more,
  };
}

/** What goes with a new run of this level: its uuid, its pace, and what is known before it begins. */
export function besidesOf({ level, token, tension }) {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const felt = tension === null ? {} : { tension_before: tension };
  return { uuid: newUuid(), pace: 100, level, more: { time_zone: timeZone, token, ...felt } };
}

/** Keeps a live run, held where it stands now, with what else is needed to go on with it ({uuid, pace, level, more}). */
export function keepRun(storage, run, now, besides) {
  if (!isLive(run)) return;
  const { timeline, ...rest } = pause(run, now);
  const { digest, asked, title, seconds } = timeline;
  // By its end this is a session, whatever becomes of the page.
  const stopped = sessionOf({ ...rest, timeline, state: "stopped", endedAt: now }, besides.more);
  storage.setItem(KEY, JSON.stringify({ ...besides, at: now, digest, asked, title, seconds, run: rest, stopped }));
}

/** Forgets the kept run. */
export const dropRun = (storage) => storage.removeItem(KEY);

/** What was kept, or null. */
export function readRun(storage) {
  try {
    return JSON.parse(storage.getItem(KEY));
  } catch {
    return null;
  }
}

/** Whether a kept run may still be gone on with. */
export const isFresh = (kept, now) => kept !== null && Math.abs(now - kept.at) < OFFERED_MS && kept.run.at < kept.seconds;

/** The kept run on its timeline (at its pace), paused, or null where it is too old or belongs to another timeline. */
export function restoredRun(kept, timeline, now) {
  if (!isFresh(kept, now) || kept.digest !== timeline.digest || kept.asked !== timeline.asked) return null;
  return Object.freeze({ ...kept.run, timeline });
}

/** A random version 4 UUID; crypto.randomUUID is missing on plain http, random values are not. */
export function newUuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
