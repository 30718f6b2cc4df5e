// Today: asks at launch and on each return whether something is due, so that a lost tap loses nothing.

import { showBadge } from "../base/badge.js";
import { getJson, isSignedIn } from "../base/http.js";
import { say } from "../base/words.js";

const card = document.querySelector("[data-due]");

if (card && isSignedIn()) {
  look();
  document.addEventListener("visibilitychange", () => document.hidden || look());
}

async function look() {
  try {
    show(await getJson("/api/v1/due"));
  } catch {
    return; // what the page was served with stays
  }
}

function show({ occurrence, go }) {
  card.hidden = !occurrence;
  showBadge(occurrence ? 1 : 0);
  document.querySelector("[data-play]")?.classList.toggle("button--main", !occurrence);
  if (!occurrence) return;
  card.querySelector("[data-due-title]").textContent = occurrence.title || say("today.due");
  card.querySelector("[data-due-when]").textContent = say("today.due_when", { time: clockOf(occurrence.due_at) });
  card.querySelector("[data-due-go]").href = go;
  card.querySelector("[data-due-token]").value = go.split("/").pop();
}

function clockOf(instant) {
  return new Date(instant).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}
