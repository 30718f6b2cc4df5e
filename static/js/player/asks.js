// What is asked after a session, one question at a time, each answered by one tap or skipped. Pure.

const FELT = ["massage", "acupressure", "strength"];

/** The questions after a session on this timeline, in order. */
export function asksAfter(timeline) {
  return ["tension_after", "rating", ...(isFelt(timeline) ? ["discomfort"] : [])];
}

/** Whether what was done may be felt the next morning: hands-on work and strength. */
export function isFelt(timeline) {
  return timeline.entries.some((entry) => FELT.includes(entry.exercise_kind));
}

/** An answer as the server takes it. */
export const answerOf = (name, value) => ({ [name]: name === "rating" ? value : Number(value) });

const KEY = "unhunch.morning";
const ASKED_FOR_DAYS = 3;

/** Remembers that a session is asked about the next morning. */
export const askInTheMorning = (storage, uuid, body, title) => storage.setItem(KEY, JSON.stringify({ uuid, body, title }));

/** Forgets that. */
export const dropMorning = (storage) => storage.removeItem(KEY);

/** The session to ask about now, {uuid, body, title}, or null; not on its own day, nor later than three days after. */
export function morningOf(storage, now) {
  const kept = JSON.parse(storage.getItem(KEY) ?? "null");
  if (!kept) return null;
  const days = dayOf(now) - dayOf(new Date(kept.body.finished_at));
  return days >= 1 && days <= ASKED_FOR_DAYS ? kept : null;
}

// A day begins at three in the morning.
function dayOf(instant) {
  const shifted = new Date(instant.getTime() - 3 * 3_600_000);
  return Math.round(Date.UTC(shifted.getFullYear(), shifted.getMonth(), shifted.getDate()) / 86_400_000);
}
