// The devices page: allows, tests, repairs and removes this device, and tests the others.

import { connectHere } from "../phone/here.js";
import { wordsOf } from "../phone/trouble.js";
import { getJson, postJson } from "../base/http.js";
import { say } from "../base/words.js";
import { lastHash, unsubscribe } from "./subscription.js";

const cards = [...document.querySelectorAll("[data-device]")];
let mine = null;

const here = connectHere(document.getElementById("here"), {
  known: async () => (mine && !("gone" in mine.dataset) ? mine.dataset.device : null),
  onConnected: () => location.assign("/devices?test=1"),
});

for (const card of cards) connectCard(card);
start();

async function start() {
  const hash = await lastHash();
  mine = cards.find((card) => hash !== null && card.dataset.endpointHash === hash) ?? null;
  if (mine) markMine();
  await here.render();
  if (new URLSearchParams(location.search).has("test") && mine) {
    history.replaceState(null, "", "/devices");
    await here.test();
  }
}

function markMine() {
  mine.querySelector("[data-this]").hidden = false;
  mine.querySelector("[data-there]")?.setAttribute("hidden", "");
  const repair = mine.querySelector("[data-repair]");
  if (!repair) return;
  repair.hidden = false;
  repair.addEventListener("click", () => here.allow());
}

function connectCard(card) {
  card.querySelector("[data-removal]").addEventListener("submit", (event) => remove(event, card));
  card.querySelector("[data-test-other]")?.addEventListener("click", (event) => testOther(event.target, card));
}

async function testOther(button, card) {
  const line = card.querySelector("[data-other-result]");
  const address = `/api/v1/devices/${card.dataset.device}/test-messages`;
  button.disabled = true;
  line.textContent = say("devices.test.sending");
  try {
    const { id } = await postJson(address, {});
    line.textContent = say(await verdictWords(`${address}/${id}`));
  } catch (problem) {
    line.textContent = wordsOf(problem);
  }
  button.disabled = false;
}

async function verdictWords(address) {
  const { verdictOf } = await import("../phone/progress.js");
  for (let tries = 0; ; tries += 1) {
    const verdict = verdictOf(await getJson(address), tries);
    if (verdict.done) return verdict.words;
    await new Promise((later) => setTimeout(later, 1000));
  }
}

async function remove(event, card) {
  if (card !== mine) return;
  event.preventDefault();
  await unsubscribe().catch(() => undefined);
  event.target.submit();
}
