// Notes on a page: how old a kept copy is, that Unhunch was updated, that notifications were switched off here.

import { say } from "./words.js";

const NOTE_MS = 6000;
const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

/** Says that this page is a copy, and from when, until there is a connection again. */
export function noteAge(keptAt) {
  const note = show("note--kept", say("kept.as_of", { time: ageOf(new Date(keptAt), new Date(), document.documentElement.lang) }));
  window.addEventListener("online", () => note.replaceChildren(...offerReload()));
}

/** Says for a few seconds that this is a new version. */
export function noteUpdate() {
  const note = show("note--update", say("updated"));
  setTimeout(() => note.remove(), NOTE_MS);
}

/** Says on today's page that reminders cannot appear here any more, and where that is undone. */
export function noteSilenced() {
  const link = document.createElement("a");
  link.href = "/devices";
  link.textContent = say("silenced.how");
  const words = document.createElement("p");
  words.append(`${say("silenced")} `, link);
  const note = document.createElement("div");
  note.className = "notice notice--warm";
  note.append(words);
  (document.querySelector(".next") ?? document.querySelector("main").lastElementChild).after(note);
}

/** "10:42" for today, with the weekday before, with the date where it is older than a week. */
export function ageOf(kept, now, language) {
  const days = (now - kept) / 86_400_000;
  if (days < 1 && kept.getDate() === now.getDate()) return kept.toLocaleTimeString(language, CLOCK);
  const day = days < 6 ? { weekday: "long" } : { day: "numeric", month: "long" };
  return kept.toLocaleString(language, { ...day, ...CLOCK });
}

function offerReload() {
  const link = document.createElement("a");
  link.href = "";
  link.textContent = say("kept.reload");
  return [`${say("kept.back")} `, link];
}

function show(kind, words) {
  const note = document.createElement("p");
  note.className = `note ${kind} quiet small`;
  note.setAttribute("role", "status");
  const place = document.querySelector('[data-screen="ready"] .screen__middle') ?? document.querySelector("main");
  place.prepend(note);
  note.textContent = words; // after it is on the page, so that it is read out
  return note;
}
