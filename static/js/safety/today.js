// The card before a session: is anything new today? One press on Start says no.

import { readSafety, writeSafety } from "../base/safety_store.js";
import { askBefore, nothingNew } from "./rhythm.js";

/** Shows the card where it is due before this timeline; answers how to say no, or null where nothing is asked. */
export function askIn(card, timeline) {
  card.hidden = askBefore(timeline, readSafety(localStorage), Date.now()) === null;
  if (card.hidden) return null;
  return { sayNothingNew: () => writeSafety(localStorage, nothingNew(readSafety(localStorage), new Date())) };
}
