// A start that was refused: every reason that this device holds, and what is open all the same.

import { readSafety } from "../base/safety_store.js";
import { say } from "../base/words.js";
import { everyReason, readCheck } from "../safety/why.js";
import { reasonRow } from "../safety/outcome_view.js";
import { part, put, root } from "./screens.js";

/** Fills the screen that says so; answers the kinds that are open, or null where this device holds no check. */
export async function tellReasons() {
  const result = readSafety(localStorage);
  const check = result && (await readCheck());
  if (!check) return null;
  const { reasons, open } = everyReason(check, result, new Date(), nameOf(result.stopped_for));
  part("reasons").replaceChildren(...reasons.map((one) => reasonRow({ ...one, open: [] }))); // what all of them leave is said once
  put("still-open", open.length ? say("safety.leaves", { kinds: open.map((kind) => say(`kind.${kind}`)).join(", ") }) : say("safety.nothing"));
  part("refused").hidden = reasons.length === 0;
  return open;
}

// The sheet of stop signs has their names.
function nameOf(sign) {
  return root.querySelector(`[data-sign][value="${sign ?? ""}"]`)?.textContent ?? "";
}
