// "Where, and where not" of the exercise that is on the screen.

import { part, put, root } from "./screens.js";

const TOUCH = ["massage", "acupressure"];

/** Fills the sheet for the entry on the screen. */
export function fillWhere(timeline) {
  const entry = timeline.entries[Number(root.dataset.entry)];
  const about = timeline.exercises[entry.exercise];
  put("where-title", about.title);
  put("where-dose", about.dose);
  put("where-locate", about.locate || about.summary);
  put("where-circle", about.circle);
  put("where-pressure", about.pressure);
  part("where-press").hidden = !about.pressure;
  part("where-never").hidden = !TOUCH.includes(about.kind);
  part("where-cautions").replaceChildren(...entry.cautions.map(line));
}

function line(words) {
  const made = document.createElement("li");
  made.textContent = words;
  return made;
}
