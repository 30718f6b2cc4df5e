// Flare mode: on at the press that led here, off again by the catalogue's rule, undone where it was a mistake.

import { readSafety, writeSafety } from "../base/safety_store.js";
import { say } from "../base/words.js";
import { keepResult } from "./keep.js";
import { beginFlare, endFlare, isFlaring, undoFlare } from "./rhythm.js";

const check = JSON.parse(document.getElementById("check").textContent);
const clockOf = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds) % 60).padStart(2, "0")}`;
const UNDO_MS = 10 * 60 * 1000;
const HELD_MS = 30 * 60 * 1000;
const part = (name) => document.querySelector(`[data-${name}]`);
const known = () => readSafety(localStorage);
const settling = () => known()?.settling?.find(({ id, until }) => id === "cx_recent_flare" && Date.parse(until) > Date.now());

for (const button of document.querySelectorAll("[data-begin]")) button.addEventListener("click", begin);
part("end").addEventListener("click", end);
part("undo").addEventListener("click", undo);

// The address loses the wish at once, so that going back or loading again begins nothing anew.
const isWished = new URLSearchParams(location.search).has("now");
if (isWished) history.replaceState(null, "", location.pathname);
if (isWished && !isFlaring(known())) begin();
else show();

async function begin() {
  await keep(beginFlare(check, known(), new Date()), {});
}

async function end() {
  await keep(endFlare(check, known(), new Date()), { startAgain: true }); // levels begin anew once it is no mistake
}

async function undo() {
  const before = undoFlare(known());
  if (before) return keep(before, {});
  if (known().flare) localStorage.removeItem("unhunch.safety");
  else writeSafety(localStorage, known());
  show();
}

async function keep(result, more) {
  const told = keepResult(result, more);
  show();
  const problem = await told;
  part("unsaved").hidden = !problem;
  part("unsaved").textContent = problem ? say(problem.passing ? "safety.offline" : "safety.failed") : "";
}

// A session that ran when Flare was pressed: what becomes of it is said, and after a mistake it can be gone on with.
function showHeld() {
  const kept = JSON.parse(localStorage.getItem("unhunch.run") ?? "null");
  const isFresh = kept && Date.now() - kept.at < HELD_MS;
  part("held").hidden = part("go-on").hidden = !isFresh;
  if (!isFresh) return;
  part("held-text").textContent = say("flare.held", { title: kept.title, at: clockOf(kept.run.at), of: clockOf(kept.seconds) });
  part("go-on").textContent = say("flare.go_on", { title: kept.title });
  part("go-on").href = `/routines/${kept.asked}/play?level=${kept.level}`;
}

function show() {
  showHeld();
  const until = settling()?.until;
  const name = isFlaring(known()) ? "on" : until ? "settling" : "off";
  document.documentElement.toggleAttribute("data-flaring", name === "on");
  part("undo").hidden = !(Date.now() - Date.parse(known()?.flare?.since) < UNDO_MS);
  if (until) part("until").textContent = say("flare.until", { day: new Date(until).toLocaleDateString(document.documentElement.lang, { weekday: "long", day: "numeric", month: "long" }) });
  for (const screen of document.querySelectorAll("[data-screen]")) screen.hidden = screen.dataset.screen !== name;
  document.querySelector(`[data-screen="${name}"] h1`).focus();
}
