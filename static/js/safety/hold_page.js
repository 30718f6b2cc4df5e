// A page that was made without knowing this device's check, or before it: what the check closes is taken off it.

import { effectsInForce, readSafety } from "../base/safety_store.js";
import { say } from "../base/words.js";
import { isBlocked, isSilenced } from "./check.js";

const RULES = "/safety-rules.json";
const words = (text) => (text ?? "").split(" ").filter(Boolean);

/** Takes every step off the page that the check on this device closes, and says so. */
export async function holdPage() {
  const steps = [...document.querySelectorAll("[data-step-kind]")];
  const effects = effectsInForce(readSafety(localStorage), Date.now()) ?? [];
  if (steps.length === 0 || effects.length === 0) return;
  const rules = await readRules();
  const closed = steps.filter((step) => isClosed(step, rules, effects));
  for (const step of closed) step.remove();
  if (closed.length > 0) tell();
}

// Without the rules nothing counts as open.
function isClosed({ dataset }, rules, effects) {
  const exercise = { kind: dataset.stepKind, tags: words(dataset.stepTags), points: words(dataset.stepPoints) };
  return !rules || isSilenced(effects) || isBlocked(rules, exercise, effects);
}

async function readRules() {
  const kept = await globalThis.caches?.match(RULES);
  const found = kept ?? (await fetch(RULES).catch(() => null));
  return found?.ok ? found.json() : null;
}

function tell() {
  const note = document.createElement("p");
  note.className = "notice";
  note.setAttribute("role", "status");
  note.textContent = say("safety.held");
  document.querySelector(".steps")?.before(note);
}
