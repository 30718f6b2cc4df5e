// What is open and why, on the page.

import { say } from "../base/words.js";
import { inForce } from "./check.js";
import { outcomeOf, reasonsOf } from "./outcome.js";

/** The key of the sentence that sums up what effects leave open. */
export function leadOf(check, ids) {
  const kinds = outcomeOf(check.kinds, check.effects, ids);
  if (kinds.every((one) => one.state === "open")) return "safety.all";
  return kinds.every((one) => one.state === "closed") ? "safety.nothing" : "safety.some";
}

/** Fills the screen that says what a result leaves open; `trouble` says what could not be told to the server. */
export function showOutcome(screen, check, result, trouble) {
  const now = new Date();
  const ids = inForce(result.effects, now);
  const lead = leadOf(check, ids);
  const part = (name) => screen.querySelector(`[data-${name}]`);
  part("kinds").replaceChildren(...outcomeOf(check.kinds, check.effects, ids).map(kindRow));
  screen.querySelector("h1").textContent = say(lead === "safety.nothing" ? "safety.title.nothing" : "safety.title");
  part("lead").textContent = say(lead);
  const reasons = reasonsOf(check, result, now);
  part("messages").replaceChildren(...reasons.map(reasonRow));
  part("reasons").hidden = reasons.length === 0;
  part("unsaved").hidden = trouble === "";
  part("unsaved").textContent = trouble;
  part("asked").textContent = result.answered_at ? say("safety.asked", { day: dayOf(result.answered_at) }) : "";
}

function kindRow({ kind, state }) {
  const row = element("li", "kinds__one", say(`kind.${kind}`));
  row.append(element("span", state === "closed" ? "chip chip--off" : "chip chip--on", say(`safety.${state}`)));
  return row;
}

/** One reason: its message, until when it holds, what it leaves, and whether it can be lifted. */
export function reasonRow({ message, until, open, canClear }) {
  const row = element("li", "reasons__one", "");
  row.append(element("p", "", message));
  const kinds = open.map((kind) => say(`kind.${kind}`)).join(", ");
  const lines = [until ? say("safety.until", { at: momentOf(until) }) : "", kinds ? say("safety.leaves", { kinds }) : "", canClear ? say("safety.can_clear") : ""];
  row.append(...lines.filter(Boolean).map((words) => element("p", "quiet small", words)));
  return row;
}

const language = () => document.documentElement.lang;
const dayOf = (instant) => new Date(instant).toLocaleDateString(language(), { day: "numeric", month: "long" });
const momentOf = (instant) => new Date(instant).toLocaleString(language(), { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

function element(name, className, words) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = words;
  return made;
}
