// Why something on this page is closed: the reasons that this device holds, where the page says only that it is.

import { readSafety } from "../base/safety_store.js";
import { isBlocked } from "./check.js";
import { reasonsOf } from "./outcome.js";
import { reasonRow } from "./outcome_view.js";

const CHECK = "/safety-check.json";

/** Fills each place that asks why; `data-why` names the closed exercises. */
export async function tellWhy() {
  const places = document.querySelectorAll("[data-why]");
  const result = readSafety(localStorage);
  if (!result) return;
  const check = await fetch(CHECK).then((found) => (found.ok ? found.json() : null), () => null);
  if (!check) return; // without a connection the page's own words must do
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

const isClosing = ({ kinds, tags, points }) => kinds.length + tags.length + points.length > 0;

function fill(place, reasons) {
  place.replaceChildren(...reasons.map(reasonRow));
  place.hidden = reasons.length === 0;
}
