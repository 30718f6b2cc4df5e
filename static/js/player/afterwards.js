// At the next launch: a run that was lost can be gone on with, and yesterday's session is asked about.

import { say } from "../base/words.js";
import { abandon, findAnyRun } from "./again.js";
import { dropMorning, morningOf } from "./asks.js";
import { send } from "./send.js";

const CALM = "flare_safe_breathing";

/** Shows on top of today what is left over from before. */
export async function lookBack() {
  const kept = await findAnyRun();
  const isOpen = kept?.asked === CALM || !document.documentElement.hasAttribute("data-flaring");
  if (kept && isOpen) return offerRun(kept);
  if (kept) await abandon(kept); // in a flare it is not gone on with
  const asked = morningOf(localStorage, new Date());
  return asked ? askAbout(asked) : null;
}

function offerRun(kept) {
  const card = cardOf(say("again.title", { title: kept.title }), say("again.text", { at: clockOf(kept.run.at), of: clockOf(kept.seconds) }));
  const yes = document.createElement("a");
  yes.className = "button button--main";
  yes.href = `/routines/${kept.asked}/play?level=${kept.level}`;
  yes.textContent = say("again.yes");
  card.lastChild.append(yes, button("again.no", () => { card.remove(); abandon(kept); }));
}

function askAbout({ uuid, body, title }) {
  const day = new Date(body.started_at).toLocaleDateString(document.documentElement.lang, { weekday: "long" });
  const card = cardOf(say("morning.title"), say("morning.text", { title, day }));
  const answer = (next_morning) => {
    dropMorning(localStorage);
    send(uuid, { ...body, next_morning });
    card.replaceChildren(line("p", say(next_morning === "worse" ? "morning.rest" : "morning.thanks")));
  };
  card.lastChild.append(...["worse", "same", "better"].map((word) => button(`morning.${word}`, () => answer(word))));
  card.lastChild.append(button("morning.skip", () => { dropMorning(localStorage); card.remove(); }));
}

function cardOf(title, text) {
  const card = document.createElement("section");
  card.className = "card";
  card.setAttribute("role", "status");
  const row = document.createElement("div");
  row.className = "row";
  document.querySelector("main").prepend(card);
  card.append(line("h2", title), line("p", text), row);
  return card;
}

function button(key, action) {
  const made = line("button", say(key));
  made.type = "button";
  made.className = "button";
  made.addEventListener("click", action);
  return made;
}

function line(tag, words) {
  const made = document.createElement(tag);
  made.textContent = words;
  return made;
}

function clockOf(seconds) {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
