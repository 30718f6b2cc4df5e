// What every page does once it is open: the worker, what waits to be sent, a live subscription, the first error.

import { isSignedIn, putJson } from "./http.js";
import { flush } from "./session_queue.js";
import { keepSubscription } from "../devices/subscription.js";

focusFirstError();
registerWorker();
sendWhatWaits();
window.addEventListener("online", sendWhatWaits);

function focusFirstError() {
  document.querySelector('[aria-invalid="true"]:not(fieldset), fieldset[aria-invalid="true"] input')?.focus();
}

async function registerWorker() {
  if (!("serviceWorker" in navigator)) return;
  navigator.serviceWorker.addEventListener("message", (event) => {
    if (event.data?.kind === "subscription-changed") keepSubscription({ again: true });
  });
  try {
    await navigator.serviceWorker.register("/sw.js");
  } catch {
    return; // private windows and plain http refuse workers; the pages work without one
  }
  if (isSignedIn()) await keepSubscription();
}

function sendWhatWaits() {
  return flush(localStorage, (session) => putJson(`/api/v1/sessions/${session.uuid}`, session.body));
}
