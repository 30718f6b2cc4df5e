// Installing is offered once, on the device where a first session was finished, and never before.

import { say } from "./words.js";

const OFFERED = "unhunch.install_offered";

/** Whether now is the moment: a session was finished here, nothing was offered yet, and the app is not installed. */
export function mayOffer(storage, standalone) {
  const is = (name) => storage.getItem(`unhunch.${name}`) !== null;
  return is("finished") && !is("install_offered") && !is("installed") && !standalone;
}

/** Shows the offer at the end of a place, if this is the moment; prompt is the browser's kept question. */
export function offerInstall(prompt, storage, place) {
  const standalone = window.matchMedia("(display-mode: standalone)").matches;
  if (!mayOffer(storage, standalone)) return;
  storage.setItem(OFFERED, "yes");
  const card = document.createElement("section");
  card.className = "card";
  const row = part("div", "row");
  const yes = button("button button--main", "install.yes", async () => {
    card.remove();
    await prompt.prompt();
  });
  row.append(yes, button("button button--bare", "install.no", () => card.remove()));
  card.append(part("h2", "", say("install.title")), part("p", "", say("install.why")), row);
  place.append(card);
}

function button(className, key, action) {
  const made = part("button", className, say(key));
  made.type = "button";
  made.addEventListener("click", action);
  return made;
}

function part(tag, className, words = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = words;
  return made;
}
