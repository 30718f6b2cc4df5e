// What comes up over the player. A run holds while a sheet is open and goes on when it closes, so that nothing is missed.

import { onPress, parts, root } from "./screens.js";

let playing = null; // {hold, release, stop} of a live run

/** Tells the sheets of a live run, or that there is none any more (null). */
export function whilePlaying(handlers) {
  playing = handlers;
}

/** The live run's handlers, or null. */
export const livePlay = () => playing;

/** Opens a sheet by its name, in place of another that is open. */
export function openSheet(name) {
  const other = root.querySelector("dialog[open]");
  if (other) other.close();
  else playing?.hold();
  sheetOf(name).showModal();
}

/** Closes the open sheet without going on. */
export const dropSheet = () => root.querySelector("dialog[open]")?.close();

function shut() {
  dropSheet();
  playing?.release();
}

// The gaps between its buttons are the sheet's own, too.
function isBeside(sheet, { target, clientX, clientY }) {
  const { left, right, top, bottom } = sheet.getBoundingClientRect();
  return target === sheet && (clientX < left || clientX > right || clientY < top || clientY > bottom);
}

const sheetOf = (name) => root.querySelector(`[data-sheet="${name}"]`);

onPress("close", shut);
for (const sheet of parts("sheet")) {
  sheet.addEventListener("cancel", (event) => { event.preventDefault(); shut(); });
  sheet.addEventListener("click", (event) => isBeside(sheet, event) && shut());
}
