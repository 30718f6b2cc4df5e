// The player's parts and its screens, one shown at a time.

import { say } from "../base/words.js";

export const root = document.getElementById("player");

/** One part of the player by its data attribute. */
export const part = (name) => root.querySelector(`[data-${name}]`);

/** Every part with that data attribute. */
export const parts = (name) => root.querySelectorAll(`[data-${name}]`);

/** What happens at a press on every part of that name. */
export function onPress(name, action) {
  for (const one of parts(name)) one.addEventListener("click", action);
}

/** Writes words into a part; the same words again are not written, so that they are not read out twice. */
export function put(name, words) {
  const place = part(name);
  if (place.textContent !== words) place.textContent = words;
}

/** The same, and the part is gone where there is nothing to say. */
export function putOrHide(name, words) {
  put(name, words);
  part(name).hidden = words === "";
}

/** Shows one screen and moves the focus to its heading. */
export function showScreen(name) {
  for (const screen of parts("screen")) screen.hidden = screen.dataset.screen !== name;
  root.querySelector(`[data-screen="${name}"] h1[tabindex]`)?.focus();
  window.scrollTo(0, 0);
}

// One key is enough: Enter presses what Space does, and pressed again on an answer either goes on to the next.
let chosen = null;
root.addEventListener("keydown", (event) => {
  const at = event.target;
  if (!at.matches("input") || !(event.key === "Enter" || (event.key === " " && at.type === "radio"))) return;
  event.preventDefault();
  const all = [...((at === chosen && at.closest("fieldset")?.elements) || [at])];
  chosen = all[all.indexOf(at) + 1] ?? all[0];
  chosen.focus();
  chosen.click();
});

/** The first screen, once the timeline is known; `kept` is a run that can be gone on with, at a position. */
export function showReady(timeline, kept) {
  put("title", timeline.title);
  put("minutes", say("minutes", { n: Math.round(timeline.seconds / 30) / 2 }));
  part("changed").hidden = timeline.changes.length === 0 && timeline.asked === timeline.routine;
  put("changed-text", timeline.capped_why || say(whyChanged(timeline)));
  part("kept").hidden = !kept;
  part("tenths").hidden = Boolean(kept); // it was asked before
  part("hints")?.toggleAttribute("open", !kept && part("hints").open);
  if (kept) put("start-text", say("player.resume_at", { at: clockOf(kept.at) }));
  if (kept) put("kept-text", say("again.text", { at: clockOf(kept.at), of: clockOf(timeline.seconds) }));
  put("loading", "");
  part("start").disabled = false;
}

function whyChanged(timeline) {
  if (timeline.capped) return "player.capped";
  return timeline.asked === timeline.routine ? "player.changed" : "player.replaced";
}

/** The screen for a timeline that could not be had. */
export function showProblem({ title, text, retry, breathe }) {
  put("problem-title", title);
  put("problem-text", text);
  part("retry").hidden = !retry;
  part("breathe").hidden = !breathe;
  showScreen("problem");
}

/** Minutes and seconds as a clock shows them. */
export function clockOf(seconds) {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
