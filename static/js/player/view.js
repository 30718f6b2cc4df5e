// The player on screen: one screen shown at a time, and the running one kept up to date.

import { say } from "../base/words.js";
import { positionAt } from "./timeline.js";

const root = document.getElementById("player");

/** One part of the player by its data attribute. */
export const part = (name) => root.querySelector(`[data-${name}]`);

/** Shows one screen and moves the focus to its heading. */
export function showScreen(name) {
  for (const screen of root.querySelectorAll("[data-screen]")) screen.hidden = screen.dataset.screen !== name;
  root.querySelector(`[data-screen="${name}"] h1[tabindex]`)?.focus();
  window.scrollTo(0, 0);
}

/** The first screen, once the timeline is known. */
export function showReady(timeline) {
  part("title").textContent = timeline.title;
  part("minutes").textContent = say("minutes", { n: Math.round(timeline.seconds / 30) / 2 });
  part("changed").hidden = timeline.changes.length === 0 && timeline.asked === timeline.routine;
  part("changed-text").textContent = say(whyChanged(timeline));
  part("loading").textContent = "";
  part("start").disabled = false;
}

/** The running screen at a position; words change only when the entry does. */
export function showPosition(timeline, elapsed) {
  const place = positionAt(timeline, elapsed);
  if (root.dataset.entry !== String(place.index)) showEntry(place);
  const beat = place.breath ?? place.repetition;
  const shown = place.breath ? place.breath.secondsLeft : place.secondsLeft;
  put("seconds", place.secondsLeft > 90 && !place.breath ? clockOf(place.secondsLeft) : String(shown));
  put("phase", phaseOf(place));
  put("count", beat && beat.of > 1 ? say(place.breath ? "player.breath" : "player.repetition", { n: beat.number, of: beat.of }) : "");
  part("count").hidden = !beat || beat.of <= 1;
  part("ring").setAttribute("stroke-dashoffset", (place.fraction * 100).toFixed(2));
  part("whole").value = elapsed / timeline.seconds;
  showBreath(place.fullness);
  return place.index;
}

/** Turns the big button to pause or to carry on. */
export function showPaused(paused) {
  if (root.classList.contains("paused") === paused) return;
  root.classList.toggle("paused", paused);
  part("pause-icon").hidden = paused;
  part("resume-icon").hidden = !paused;
  part("pause").setAttribute("aria-label", say(paused ? "player.resume" : "player.pause"));
  put("awake", paused ? say("player.paused") : "");
}

/** The last screen of a session that ended well (ticked) or early. */
export function showDone(title, text, ticked) {
  part("tick").classList.toggle("sun--rising", !ticked);
  part("done-title").textContent = title;
  part("done-text").textContent = text;
  showScreen("done");
}

/** The screen after a stop sign: "urgent" or "rest". */
export function showUnwell(kind) {
  part("urgent").hidden = part("call").hidden = kind !== "urgent";
  part("rest").hidden = kind === "urgent";
  part("unwell-title").textContent = say(`player.unwell.${kind}`);
  showScreen("unwell");
}

/** The screen for a timeline that could not be had. */
export function showProblem({ title, text, retry, breathe }) {
  part("problem-title").textContent = title;
  part("problem-text").textContent = text;
  part("retry").hidden = !retry;
  part("breathe").hidden = !breathe;
  showScreen("problem");
}

function whyChanged(timeline) {
  if (timeline.capped) return "player.capped";
  return timeline.asked === timeline.routine ? "player.changed" : "player.replaced";
}

function showEntry({ index, entry, next }) {
  root.dataset.entry = String(index);
  const coming = entry.kind === "transition";
  put("now-title", coming ? say("player.coming", { title: entry.title }) : entry.title);
  put("now-do", entry.do);
  put("side", sideOf(entry));
  part("side").hidden = !sideOf(entry);
  put("next", next && !coming ? say("player.next", { title: nextTitle(entry, next) }) : "");
  put("say", [coming ? say("player.coming", { title: entry.title }) : entry.title, sideOf(entry), entry.do].filter(Boolean).join(". "));
}

// The sun swells and the shoulders rise with the breath; styles decide whether that is seen.
function showBreath(fullness) {
  root.classList.toggle("breathing", fullness !== null);
  if (fullness !== null) root.style.setProperty("--breath", fullness.toFixed(3));
}

function nextTitle(entry, next) {
  return next.title === entry.title ? next.cue || next.do : next.title;
}

function sideOf(entry) {
  return entry.side === "left" || entry.side === "right" ? say(`player.side.${entry.side}`) : "";
}

function phaseOf({ breath, repetition, entry }) {
  if (breath) return say(`player.phase.${breath.phase}`);
  if (repetition) return say(repetition.resting ? "player.let_go" : "player.go");
  return entry.kind === "transition" ? say("player.get_ready") : "";
}

function clockOf(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function put(name, words) {
  const place = part(name);
  if (place.textContent !== words) place.textContent = words;
}
