// Why something on this page is closed: the reasons that this device holds, where the page says only that it is.

import { readSafety } from "../base/safety_store.js";
import { say } from "../base/words.js";
import { inForce, isBlocked } from "./check.js";
import { outcomeOf, reasonsOf } from "./outcome.js";
import { reasonRow } from "./outcome_view.js";
import { isOutdated } from "./rhythm.js";

const CHECK = "/safety-check.json";
const PATIENCE_MS = 3000;

/** Fills each place that asks why; `data-why` names the closed exercises. */
export async function tellWhy() {
  const places = document.querySelectorAll("[data-why]");
  const result = readSafety(localStorage);
  if (!result) return;
  const check = await readCheck();
  if (!check) return; // the page's own words must do
  for (const place of places) fill(place, reasonsFor(check, result, JSON.parse(place.dataset.why), new Date()));
}

/** The reasons that close any of these exercises, or anything at all where none is named. */
export function reasonsFor(check, result, closed, now) {
  const closes = ({ id }) => {
    const { effects } = check.questions.find((question) => question.id === id);
    const blocks = (exercise) => isBlocked(check.effects, exercise, effects);
    return closed.length > 0 ? closed.some(blocks) : effects.some((effect) => isClosing(check.effects[effect]));
  };
  return reasonsOf(check, result, now).filter(closes);
}

/**
 * Everything on this device that closes something, and the kinds that are open all the same: {reasons, open}. `sign` is the
 * name of the stop sign that ended a session, where one did.
 */
export function everyReason(check, result, now, sign) {
  const stop = result.stopped_at ? [reason(say("refused.stopped", { sign }))] : [];
  const old = result.answered_at && isOutdated(result, now) ? [reason(say("refused.old"))] : [];
  const effects = [...inForce(result.effects, now), ...(old.length ? ["breathing_only"] : [])];
  const open = outcomeOf(check.kinds, check.effects, effects).filter(({ state }) => state !== "closed");
  return { reasons: [...stop, ...reasonsOf(check, result, now), ...old], open: open.map(({ kind }) => kind) };
}

/** The whole check; without a connection the copy of the device, or null. */
export async function readCheck() {
  const found = await fetch(CHECK, { signal: AbortSignal.timeout?.(PATIENCE_MS) }).catch(() => globalThis.caches?.match(CHECK));
  return found?.ok ? found.json() : null;
}

const reason = (message) => ({ id: "", message, until: null, open: [], canClear: false });

const isClosing = ({ kinds, tags, points }) => kinds.length + tags.length + points.length > 0;

function fill(place, reasons) {
  place.replaceChildren(...reasons.map(reasonRow));
  place.hidden = reasons.length === 0;
}
