// The card before a session: is anything new today? One press on Start says no. Light, for the player's first screen.

import { readSafety, writeSafety } from "../base/safety_store.js";

const WEEK_MS = 7 * 24 * 3_600_000;
const JUST_NOW_MS = 5 * 60_000;
const HANDS_ON = ["massage", "acupressure", "strength"];

/** Shows the card where it is due before this timeline; answers how to say no, or null where nothing is asked. */
export function askIn(card, timeline) {
  card.hidden = askBefore(timeline, readSafety(localStorage), Date.now()) === null;
  if (card.hidden) return null;
  return { sayNothingNew: () => writeSafety(localStorage, nothingNew(readSafety(localStorage), new Date())) };
}

/** What is asked before a timeline starts: "today" (is anything new?), or nothing; calm breathing is never held up. */
export function askBefore(timeline, result, now) {
  if (!result?.answered_at || timeline.entries.every(isCalm)) return null;
  const isHandsOn = timeline.entries.some((entry) => HANDS_ON.includes(entry.exercise_kind));
  const counts = isHandsOn ? JUST_NOW_MS : WEEK_MS; // what was answered on the way here is not asked again
  return now - Date.parse(result.today_at ?? result.answered_at) < counts ? null : "today";
}

/** Nothing new: what was said before still stands. */
export const nothingNew = (result, now) => ({ ...result, today_at: now.toISOString() });

function isCalm({ exercise_kind: kind, tags }) {
  return kind === null || (kind === "breathing" && !tags.some((tag) => tag === "breath_hold" || tag === "breath_deep"));
}
