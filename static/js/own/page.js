// The page a routine is put together on. The form works by itself; here every change is kept at once,
// and the parts marked data-live come back from the server, which alone knows totals and what to say.

import { say } from "../base/words.js";
import { showClosed } from "./closed.js";
import { connectGrips } from "./drag.js";
import { focusAfter } from "./order.js";

const form = document.querySelector("[data-own]");
const said = form.querySelector("[data-said]");
let sending = Promise.resolve();
let open = new Set();

form.addEventListener("submit", (event) => {
  event.preventDefault();
  keep(event.submitter);
});
form.addEventListener("change", () => keep(null));
ready();

function ready() {
  connectGrips(form.querySelector("[data-list]"), (to) => keep(null, [`grip-${to}`]));
  showClosed(form);
}

/** One after the other, so that none overtakes the one before. */
function keep(button, focus = button ? focusAfter(button.value) : []) {
  sending = sending.then(() => send(button?.value ?? "save", focus));
}

async function send(pressed, focus) {
  const body = new FormData(form);
  body.set("do", pressed);
  said.textContent = say("own.saving");
  try {
    const response = await fetch(form.action, { method: "POST", body, credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (!page.querySelector("[data-own]")) throw new Error(`HTTP ${response.status}`);
    show(page, focus);
    said.textContent = response.ok ? say(pressed.startsWith("add:") ? "own.added" : "own.saved") : "";
    navigator.serviceWorker?.controller?.postMessage({ type: "wrote" });
  } catch {
    said.textContent = say("own.not_saved");
  }
}

function show(page, focus) {
  const focused = focus.length ? focus : [document.activeElement?.id].filter(Boolean);
  open = new Set([...form.querySelectorAll("[data-row][open]")].map(nameOf));
  for (const part of form.querySelectorAll("[data-live]")) {
    const fresh = page.querySelector(`[data-live="${part.dataset.live}"]`);
    if (!part.contains(document.activeElement) || !isTyping(document.activeElement)) part.replaceWith(document.adoptNode(fresh));
    else adopt(part, fresh);
  }
  for (const row of form.querySelectorAll("[data-row]")) row.open = open.has(nameOf(row));
  ready();
  focused.map((id) => document.getElementById(id)).find((one) => one && !one.disabled)?.focus({ preventScroll: true });
}

// Somebody is writing the title: what they write stays, the rest of the part is taken over.
function adopt(part, fresh) {
  part.querySelector("[name=edition]").value = fresh.querySelector("[name=edition]").value;
  part.querySelector("[data-total]").textContent = fresh.querySelector("[data-total]").textContent;
}

const isTyping = (element) => element?.tagName === "INPUT";
const nameOf = (row) => `${row.closest("[data-item]").querySelector("[name=exercise]").value}`;
