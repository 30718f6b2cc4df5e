// What the safety check kept on this device closes, shown where the server does not know of it.

import { effectsInForce, readSafety } from "../base/safety_store.js";

/** Shows the words "closed" in each element that names a kind, tags and points, where it is. */
export async function showClosed(root) {
  const effects = effectsInForce(readSafety(localStorage), Date.now()) ?? [];
  if (effects.length === 0) return;
  const [{ isBlocked }, rules] = await Promise.all([import("../safety/check.js"), rulesOf()]);
  for (const element of root.querySelectorAll("[data-tags]")) {
    if (isBlocked(rules, exerciseOf(element.dataset), effects)) element.querySelector("[data-closed]").hidden = false;
  }
}

/** The exercise an element stands for, as the rules know it. */
export function exerciseOf({ kind, tags, points }) {
  const words = (text) => text.split(" ").filter(Boolean);
  return { kind, tags: words(tags), points: words(points) };
}

let rules = null;
const rulesOf = () => (rules ??= fetch("/safety-rules.json").then((found) => found.json()));
