// The running screen at a place of the timeline. Words change only when what they say does.

import { say } from "../base/words.js";
import { showDrawing } from "./drawing.js";
import { clockOf, part, put, putOrHide, root } from "./screens.js";

let spokenPhase = "";

/** Shows a place of a timeline; `lead` is what is left of a lead-in in seconds, or 0. */
export function showPlace(timeline, place, { elapsed, lead }) {
  const isNew = root.dataset.entry !== String(place.index);
  if (isNew) showEntry(timeline, place);
  put("seconds", lead ? String(Math.ceil(lead)) : shortOf(place.seconds));
  put("phase", lead ? say("player.phase.get_ready") : phaseOf(place));
  const many = place.count?.of > 1 ? place.count : null;
  putOrHide("count", many ? say(place.entry.breath ? "player.breath" : "player.count", { n: many.number, of: many.of }) : "");
  part("whole").value = elapsed / timeline.seconds;
  put("whole-left", say("player.left_of", { left: clockOf(Math.ceil(timeline.seconds - elapsed)) }));
  sayFirstBreath(place, lead);
}

/** Turns the big button to pause or to carry on, and says why it waits. */
export function showPaused(paused, why = "") {
  root.classList.toggle("paused", paused);
  part("pause-icon").hidden = paused;
  part("resume-icon").hidden = !paused;
  part("pause").setAttribute("aria-label", say(paused ? "player.resume" : "player.pause"));
  put("status", paused ? why || say("player.paused") : "");
}

/** Says that the device slept for so many seconds, and offers the place where the run would be now. */
export function showSlept(seconds, elapsed, whole) {
  showPaused(true, say("player.slept", { n: Math.max(Math.round(seconds / 60), 1) }));
  const to = elapsed + seconds;
  part("gap").dataset.to = String(to);
  putOrHide("gap", to < whole ? say("player.go_on_at", { at: clockOf(to) }) : "");
}

/** The pace of breathing, where an entry breathes: its breaths a minute, and which way it can still go. */
export function showPace(breath, pace, { quickest, slowest }) {
  part("pace").hidden = !breath;
  keepFocus();
  if (!breath) return;
  const cycle = breath.inhale + breath.top_up + breath.hold_full + breath.exhale + breath.hold_empty;
  put("pace-now", say("player.pace", { n: Math.round(600 / cycle) / 10 }));
  part("slower").setAttribute("aria-disabled", String(pace >= slowest));
  part("quicker").setAttribute("aria-disabled", String(pace <= quickest));
}

/** The big button has the focus where what had it went away. */
export function keepFocus() {
  const at = document.activeElement;
  if (at.disabled || !at.getClientRects().length) part("pause").focus();
}

/** Fills the sheet "where, and where not" for the entry on the screen. */
export function fillWhere(timeline) {
  const entry = timeline.entries[Number(root.dataset.entry)];
  const about = timeline.exercises[entry.exercise];
  put("where-title", about.title);
  put("where-dose", about.dose);
  put("where-locate", about.locate || about.summary);
  put("where-circle", about.circle);
  put("where-pressure", about.pressure);
  part("where-press").hidden = !about.pressure;
  part("where-never").hidden = !isTouch(about.kind);
  part("where-cautions").replaceChildren(...entry.cautions.map(lineOf));
}

function showEntry(timeline, { index, entry, next }) {
  root.dataset.entry = String(index);
  const coming = entry.kind === "transition";
  const title = coming ? say("player.next", { title: entry.title }) : entry.title;
  const signals = entry.press ? (timeline.exercises[entry.exercise]?.signals ?? []) : [];
  put("now-title", title);
  put("now-do", entry.do);
  putOrHide("side", wordOf("side", entry.side));
  putOrHide("hand", wordOf("hand", entry.hand));
  putOrHide("way", wordOf("way", entry.direction));
  part("way").dataset.way = entry.direction;
  put("signals", signals.length ? say("player.wait_for", { signals: signals.join(", ") }) : "");
  put("next", next && !coming ? say("player.next", { title: next.title === entry.title ? next.cue || next.do : next.title }) : "");
  part("not-ours").hidden = !entry.exercise?.startsWith("own_");
  showDrawing(entry);
  part("where").disabled = !entry.exercise;
  put("where-name", say(isTouch(entry.exercise_kind) ? "player.where" : "player.care"));
  put("say", [title, wordOf("side", entry.side), entry.do, part("signals").textContent].filter(Boolean).join(". "));
}

// The first breath is said phase by phase; after it the pattern is known and the ears are left alone.
function sayFirstBreath({ entry, phase, count }, lead) {
  const first = entry.breath && count.number === 1 && !lead ? phase : "";
  if (first && first !== spokenPhase) put("say", say(`player.phase.${phase}`));
  spokenPhase = first;
}

function wordOf(what, value) {
  const word = value && say(`player.${what}.${value}`);
  return word === `player.${what}.${value}` ? "" : word;
}

const isTouch = (kind) => ["massage", "acupressure"].includes(kind);

const lineOf = (words) => Object.assign(document.createElement("li"), { textContent: words });

const phaseOf = ({ phase }) => (phase ? say(`player.phase.${phase}`) : "");

const shortOf = (seconds) => (seconds > 90 ? clockOf(seconds) : String(seconds));
