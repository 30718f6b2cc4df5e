// The way to a phone that rings: it ends when a test was seen.

import { postedDevice } from "../devices/subscription.js";
import { connectHere } from "./here.js";

const ready = document.querySelector("[data-ready]");
const without = document.querySelector("[data-without]");
const here = connectHere(document.getElementById("here"), {
  known: postedDevice,
  onSeen: finish,
  onConnected: () => here.test(),
});

here.render();

function finish() {
  document.querySelector("[data-arrived]").hidden = false;
  ready.hidden = false;
  without.hidden = true;
  ready.focus();
}
