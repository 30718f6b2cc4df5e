// The safety check's page: questions, the emergency card, what is open, where the result is kept.

import { isSignedIn, putJson } from "../base/http.js";
import { readSafety, writeSafety } from "../base/safety_store.js";
import { say } from "../base/words.js";
import { effectsOf, groupsInOrder, isComplete } from "./check.js";
import { messagesFor, outcomeOf } from "./outcome.js";

const check = JSON.parse(document.getElementById("check").textContent);
const before = readSafety(localStorage);
const screens = ["questions", "emergency", "outcome"].map((id) => document.getElementById(id));
const [questions, emergency, outcome] = screens;
const form = questions.querySelector("form");
const keepForm = outcome.querySelector("[data-keep]");
let result = null;

form.addEventListener("change", (event) => { tidy(event.target); lookForUrgent(event.target); });
form.addEventListener("submit", (event) => { event.preventDefault(); showOutcome(); });
keepForm.addEventListener("submit", (event) => { event.preventDefault(); save(); });
emergency.querySelector("[data-mistake]").addEventListener("click", takeBack);
outcome.querySelector("[data-again]").addEventListener("click", () => show(questions));
keepForm.querySelector("[data-consent]").hidden = !isSignedIn();
form.querySelector("[data-ready]").disabled = false; // before this a press would send the answers away as a plain form
if (before?.consent !== undefined) keepForm.elements.consent.value = before.consent ? "yes" : "no";

/** "None of these" and the questions above it exclude each other; a consent to level 1 shows under its yes. */
function tidy(box) {
  const group = box.closest("[data-group]");
  if (box.checked && box.name === "none") for (const yes of group.querySelectorAll('[name="yes"]')) yes.checked = false;
  if (box.checked && box.name === "yes") group.querySelector('[name="none"]').checked = false;
  for (const label of group.querySelectorAll("[data-clears]")) {
    label.hidden = !group.querySelector(`[name="yes"][value="${label.dataset.clears}"]`).checked;
    if (label.hidden) label.querySelector("input").checked = false;
  }
  group.querySelector("[data-error]").hidden = true;
}

function lookForUrgent(box) {
  const question = check.questions.find((one) => one.id === box.value);
  if (!box.checked || box.name !== "yes" || !question.effects.includes("urgent_help")) return;
  emergency.querySelector("[data-message]").textContent = question.message;
  show(emergency);
  writeSafety(localStorage, { ...resultOf(answers()), consent: before?.consent });
  if (before?.consent) send(true).catch(() => undefined);
}

function takeBack() {
  for (const yes of form.querySelectorAll('[data-group="urgent"] [name="yes"]')) yes.checked = false;
  if (before) writeSafety(localStorage, before);
  else localStorage.removeItem("unhunch.safety");
  if (before?.consent) sendEffects(before.effects, true).catch(() => undefined);
  show(questions);
}

function showOutcome() {
  const given = answers();
  if (!isComplete(groupsInOrder(check.questions), given)) return showGaps(given);
  resultOf(given);
  const ids = result.effects.map((effect) => effect.id);
  const kinds = outcomeOf(check.kinds, check.effects, ids);
  outcome.querySelector("[data-kinds]").replaceChildren(...kinds.map(kindRow));
  const lead = leadOf(kinds);
  outcome.querySelector("h1").textContent = say(lead === "safety.nothing" ? "safety.title.nothing" : "safety.title");
  outcome.querySelector("[data-lead]").textContent = say(lead);
  const messages = messagesFor(check.questions, given);
  outcome.querySelector("[data-messages]").replaceChildren(...messages.map((words) => element("li", "", words)));
  outcome.querySelector("[data-reasons]").hidden = messages.length === 0;
  show(outcome);
}

function showGaps(given) {
  let first = null;
  for (const group of groupsInOrder(check.questions)) {
    const fieldset = form.querySelector(`[data-group="${group.key}"]`);
    const isGap = !isComplete([group], given);
    fieldset.querySelector("[data-error]").hidden = !isGap;
    if (isGap) fieldset.setAttribute("aria-describedby", `${group.key}-error`);
    else fieldset.removeAttribute("aria-describedby");
    if (isGap) first ??= fieldset;
  }
  first?.querySelector('[name="none"]').focus();
}

async function save() {
  const consent = keepForm.elements.consent?.value;
  keepForm.querySelector("[data-consent] [data-error]").hidden = true;
  if (isSignedIn() && !consent) return askForConsent();
  writeSafety(localStorage, { ...result, consent: consent === "yes" });
  try {
    if (isSignedIn()) await send(consent === "yes");
    location.assign(questions.dataset.then || "/");
  } catch (problem) {
    const line = keepForm.querySelector("[data-problem]");
    line.textContent = problem.passing ? say("safety.offline") : problem.detail || say("safety.failed");
    line.hidden = false;
  }
}

function askForConsent() {
  keepForm.querySelector("[data-consent] [data-error]").hidden = false;
  keepForm.querySelector('[name="consent"]').focus();
}

const send = (consent) => sendEffects(consent ? result.effects : [], consent);

function sendEffects(effects, consent) {
  return putJson("/api/v1/safety", { consent, catalogue_version: check.catalogue_version, effects });
}

function answers() {
  const ticked = (name) => [...form.querySelectorAll(`[name="${name}"]:checked`)].map((box) => box.value);
  return { yes: ticked("yes"), cleared: ticked("cleared"), none: ticked("none") };
}

function resultOf({ yes, cleared }) {
  const now = new Date();
  const effects = effectsOf(check.questions, { yes, cleared }, now);
  result = { version: check.catalogue_version, answered_at: now.toISOString(), yes, cleared, effects };
  return result;
}

function leadOf(kinds) {
  if (kinds.every((one) => one.state === "open")) return "safety.all";
  return kinds.every((one) => one.state === "closed") ? "safety.nothing" : "safety.some";
}

function kindRow({ kind, state }) {
  const row = element("li", "kinds__one", say(`kind.${kind}`));
  row.append(element("span", state === "closed" ? "chip chip--off" : "chip chip--on", say(`safety.${state}`)));
  return row;
}

function element(name, className, words) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = words;
  return made;
}

function show(screen) {
  for (const one of screens) one.hidden = one !== screen;
  document.body.classList.toggle("alone", screen === emergency);
  screen.querySelector("h1[tabindex]")?.focus();
  window.scrollTo(0, 0);
}
