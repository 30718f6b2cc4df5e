// What can be pressed while a run is on the screen, and what the page itself goes through.

import { onPress, part } from "./screens.js";

const KEYS = { " ": "pause", ArrowLeft: "back", ArrowRight: "skip" };

/** Lets every control do its action; `leave`, `comeBack` and `save` follow the page's own life. */
export function connect({ leave, comeBack, save, ...actions }) {
  for (const [name, action] of Object.entries(actions)) onPress(name, action);
  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : comeBack()));
  document.addEventListener("resume", comeBack);
  window.addEventListener("pageshow", comeBack);
  document.addEventListener("freeze", save);
  window.addEventListener("pagehide", save);
  document.addEventListener("keydown", press);
}

// Space and the arrows, unless they mean something where the focus is.
function press(event) {
  const action = KEYS[event.key];
  const busy = event.target.closest("dialog, input, select, summary, a") || (event.key === " " && event.target.closest("button"));
  if (!action || busy || event.ctrlKey || event.metaKey || event.altKey || part(action).closest("[hidden]")) return;
  event.preventDefault();
  part(action).click();
}
