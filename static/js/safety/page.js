// The safety check's page: the whole check or the short list, the emergency card, what is open and why.

import { isSignedIn } from "../base/http.js";
import { readSafety } from "../base/safety_store.js";
import { say } from "../base/words.js";
import { groupsInOrder, inForce, isComplete, isSilenced } from "./check.js";
import { keepResult } from "./keep.js";
import { answerAll, answerToday, isFlaring, isOutdated, questionsOfToday } from "./rhythm.js";

const check = JSON.parse(document.getElementById("check").textContent);
const screens = ["questions", "emergency", "outcome"].map((id) => document.getElementById(id));
const [questions, emergency, outcome] = screens;
const form = questions.querySelector("form");
const parts = (name) => document.querySelectorAll(`[data-${name}]`);
const urgentIds = check.questions.filter((one) => one.effects.includes("urgent_help")).map(({ id }) => id);
let before = readSafety(localStorage);
let isShort = false;

form.addEventListener("change", (event) => { tidy(event.target); lookForUrgent(event.target); });
form.addEventListener("submit", (event) => { event.preventDefault(); finish(event.submitter?.value); });
emergency.querySelector("[data-mistake]").addEventListener("click", takeBack);
for (const button of parts("again")) button.addEventListener("click", () => ask(false));
for (const button of parts("news")) button.addEventListener("click", () => ask(true));
form.querySelector("[data-with-reminders]").hidden = !isSignedIn(); // nobody is known whose reminders could keep it
for (const button of form.querySelectorAll("[data-ready]")) button.disabled = false; // before this a press would send the answers away as a plain form
open();

/** An emergency first; then what is known, or the questions that are due. */
function open() {
  const now = new Date();
  const wanted = new URLSearchParams(location.search);
  const isKnown = before?.answered_at && !isOutdated(before, now) && !before.stopped_at;
  questions.querySelector("[data-old]").hidden = !(before?.answered_at && isOutdated(before, now));
  if (before && isUrgent(before)) return showEmergency(before.yes.find((id) => urgentIds.includes(id)), false);
  if (isKnown && wanted.has("today")) return ask(true);
  if (isKnown && !wanted.has("then")) return showWhatIsOpen(before, "");
  ask(false);
}

function isUrgent(result) {
  return ids(result).includes("urgent_help");
}

/** Asks the whole check, or the short list of today; what was said before is ticked, urgent things never. */
function ask(short) {
  before = readSafety(localStorage);
  isShort = short;
  const ids = questionsOfToday(check.questions).map(({ id }) => id);
  for (const one of form.querySelectorAll(".group__one")) one.hidden = short && !("today" in one.dataset);
  for (const group of form.querySelectorAll("[data-group]")) group.hidden = !group.querySelector(".group__one:not([hidden])");
  for (const one of parts("whole")) one.hidden = short;
  for (const one of parts("short")) one.hidden = !short;
  questions.querySelector("[data-keep]").hidden = short;
  form.reset();
  for (const id of before?.yes ?? []) if (!urgentIds.includes(id) && (!short || ids.includes(id))) tick(id);
  show(questions);
}

function tick(id) {
  const box = form.querySelector(`[name="yes"][value="${id}"]`);
  if (!box) return;
  box.checked = true;
  tidy(box);
  const lifted = form.querySelector(`[name="cleared"][value="${id}"]`);
  if (lifted) lifted.checked = before.cleared.includes(id);
}

/** "None of these" and the questions above it exclude each other; a consent to level 1 shows under its yes. */
function tidy(box) {
  const group = box.closest("[data-group]");
  if (box.checked && box.name === "none") for (const yes of group.querySelectorAll('[name="yes"]')) yes.checked = false;
  if (box.checked && box.name === "yes") group.querySelector('[name="none"]').checked = false;
  for (const label of group.querySelectorAll("[data-clears]")) {
    label.hidden = isShort || !group.querySelector(`[name="yes"][value="${label.dataset.clears}"]`).checked;
    if (label.hidden && !isShort) label.querySelector("input").checked = false;
  }
  group.querySelector("[data-error]").hidden = true;
}

// An urgent answer ends in the emergency card, whatever else is still unanswered, and counts at once.
function lookForUrgent(box) {
  if (!box.checked || box.name !== "yes" || !urgentIds.includes(box.value)) return;
  showEmergency(box.value, true);
  keepResult(resultOf(answers(), before?.consent));
}

function showEmergency(id, isFresh) {
  const question = check.questions.find((one) => one.id === id);
  emergency.querySelector("[data-message]").textContent = question?.message ?? "";
  emergency.querySelector("[data-mistake]").hidden = !isFresh;
  emergency.querySelector("[data-again]").hidden = isFresh;
  show(emergency);
}

function takeBack() {
  for (const yes of form.querySelectorAll('[data-group="urgent"] [name="yes"]')) yes.checked = false;
  if (before) keepResult(before);
  else localStorage.removeItem("unhunch.safety");
  show(questions);
}

/** Keeps the result; where everything is open, straight on to what was asked for. */
async function finish(choice) {
  const given = answers();
  const groups = groupsInOrder(isShort ? questionsOfToday(check.questions) : check.questions);
  if (!isComplete(groups, given)) return showGaps(groups, given);
  const consent = choice === "as-before" ? before.consent : choice === "yes";
  const result = resultOf(given, consent);
  form.toggleAttribute("inert", true);
  const problem = await keepResult(result, { startAgain: Boolean(before?.flare) && !isFlaring(result) });
  form.toggleAttribute("inert", false);
  const trouble = problem ? (problem.passing ? say("safety.offline") : problem.detail || say("safety.failed")) : "";
  if (trouble === "" && (result.effects.length === 0 || (isShort && !isSilenced(ids(result))))) return location.assign(questions.dataset.then || "/");
  showWhatIsOpen(result, trouble);
}

function ids(result) {
  return inForce(result.effects, new Date());
}

function resultOf({ yes, cleared }, consent) {
  const now = new Date();
  const result = isShort ? answerToday(check, before, yes, now) : answerAll(check, before, { yes, cleared }, now);
  const flare = isFlaring(result) ? (before?.flare ?? { since: now.toISOString(), undo: null }) : null;
  return { ...result, consent, flare };
}

// Loaded when it is needed, so that the questions come first.
async function showWhatIsOpen(result, trouble) {
  const { leadOf, showOutcome } = await import("./outcome_view.js");
  showOutcome(outcome, check, result, trouble);
  for (const button of outcome.querySelectorAll("[data-news]")) button.hidden = leadOf(check, ids(result)) === "safety.nothing";
  show(outcome);
}

function showGaps(groups, given) {
  let first = null;
  for (const group of groups) {
    const fieldset = form.querySelector(`[data-group="${group.key}"]`);
    const isGap = !isComplete([group], given);
    fieldset.querySelector("[data-error]").hidden = !isGap;
    if (isGap) fieldset.setAttribute("aria-describedby", `${group.key}-error`);
    else fieldset.removeAttribute("aria-describedby");
    if (isGap) first ??= fieldset;
  }
  first?.querySelector('[name="none"]').focus();
}

function answers() {
  const ticked = (name) => [...form.querySelectorAll(`[name="${name}"]:checked`)].map((box) => box.value);
  return { yes: ticked("yes"), cleared: ticked("cleared"), none: ticked("none") };
}

function show(screen) {
  for (const one of screens) one.hidden = one !== screen;
  document.body.classList.toggle("alone", screen === emergency);
  screen.querySelector("h1[tabindex]")?.focus();
  window.scrollTo(0, 0);
}
