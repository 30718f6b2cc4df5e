// The player's page: asks for the timeline, runs it, sends what was done.

import { getJson, isSignedIn } from "../base/http.js";
import { lockAfterStop, readSafety, safetyHeaders } from "../base/safety_store.js";
import { say } from "../base/words.js";
import * as runs from "./run.js";
import * as view from "./view.js";

const SAVED = "unhunch.run";
const TICK_MS = 200;
const { routine, level, token } = document.getElementById("player").dataset;

let run = null;
let uuid = null;
let duringRun = null; // what a running session needs beyond its first screen
let ticking = null;
let wasPaused = false;

connect();
open();
if (token) import("../base/receipts.js").then(({ report }) => report(token, "opened"));

function connect() {
  const press = (name, action) => view.part(name).addEventListener("click", action);
  press("start", begin);
  press("pause", () => move(run.state === "paused" ? runs.resume : runs.pause));
  press("back", () => move(runs.back));
  press("skip", () => move(runs.skip));
  press("end", () => move(runs.stop));
  press("wrong", openSheet);
  press("sheet-close", closeSheet);
  press("retry", () => location.reload());
  for (const button of document.querySelectorAll("[data-later]")) button.addEventListener("click", () => later(button.dataset.later));
  view.part("sheet").addEventListener("cancel", (event) => { event.preventDefault(); closeSheet(); });
  for (const sign of document.querySelectorAll("[data-sign]")) sign.addEventListener("click", () => stopFor(sign.dataset.sign));
  document.addEventListener("visibilitychange", () => { save(); tick(); });
  window.addEventListener("pagehide", save);
}

async function later(minutes) {
  const { putOff } = await import("./later.js");
  await putOff(token, Number(minutes));
}

async function open() {
  try {
    const safety = safetyHeaders(readSafety(localStorage), Date.now());
    const live = getJson(`/api/v1/routines/${routine}/timeline?level=${level}`, safety);
    run = runs.ready(await live.catch(async (problem) => (await import("../base/offline_timeline.js")).orKept(problem, routine, level)));
  } catch (problem) {
    return view.showProblem(refusal(problem));
  }
  view.showReady(run.timeline);
  const saved = JSON.parse(sessionStorage.getItem(SAVED));
  const restored = runs.restoredRun(saved, run.timeline);
  if (restored) carryOn(restored, saved.uuid);
}

function refusal(problem) {
  if (problem.passing) return { title: say("offline.title"), text: say("offline"), retry: true, breathe: false };
  return { title: problem.title || say("player.closed"), text: problem.detail || say("player.closed.text"), retry: false, breathe: routine !== "flare_safe_breathing" };
}

function begin() {
  uuid = crypto.randomUUID?.() ?? roughUuid();
  loadForRun();
  view.showScreen("play");
  move(runs.start);
  stayAwake();
}

async function stayAwake() {
  const { keepAwake } = await duringRun.awake;
  if (!(await keepAwake()) && runs.isLive(run)) view.part("awake").textContent = say("player.may_sleep");
}

function carryOn(restored, restoredUuid) {
  [run, uuid] = [restored, restoredUuid];
  loadForRun();
  view.showScreen("play");
  render();
}

// Asked for at Start, so that opening the player stays light; a session plays on where they cannot be had.
function loadForRun() {
  duringRun = {
    awake: import("./awake.js").catch(() => ({ keepAwake: async () => false, letSleep() {} })),
    send: import("./send.js").catch(() => ({ send: async () => ({}) })),
  };
}

function move(step) {
  run = step(run, Date.now());
  save();
  render();
}

function tick() {
  if (run?.state !== "running") return;
  run = runs.settle(run, Date.now());
  render();
}

function render() {
  if (!runs.isLive(run)) return finish();
  const before = document.getElementById("player").dataset.entry;
  const index = view.showPosition(run.timeline, runs.elapsedSeconds(run, Date.now()));
  if (before !== undefined && before !== String(index)) navigator.vibrate?.(60);
  view.showPaused(run.state === "paused");
  keepTicking(run.state === "running");
}

function keepTicking(on) {
  if (on === (ticking !== null)) return;
  if (!on) clearInterval(ticking);
  ticking = on ? setInterval(tick, TICK_MS) : null;
}

function openSheet() {
  wasPaused = run.state === "paused";
  move(runs.pause);
  if (runs.isLive(run)) view.part("sheet").showModal();
}

function closeSheet() {
  view.part("sheet").close();
  if (!wasPaused) move(runs.resume);
}

function stopFor(kind) {
  view.part("sheet").close();
  lockAfterStop(localStorage, Date.now());
  view.showUnwell(kind);
  move(runs.stopForSafety);
}

async function finish() {
  keepTicking(false);
  duringRun.awake.then(({ letSleep }) => letSleep());
  sessionStorage.removeItem(SAVED);
  const ended = run.state;
  if (ended !== "stopped_for_safety") view.showDone(say(`player.${ended}`), say("player.saving"), ended === "finished");
  const { send } = await duringRun.send;
  const answer = await send(uuid, runs.sessionOf(run, { timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, token }));
  if (ended === "stopped_for_safety") view.part("unwell-kept").textContent = answer.kept ? say("player.kept") : "";
  else showAnswer(answer, answer.practised ?? ended === "finished");
}

function showAnswer(answer, ticked) {
  view.showDone(say(ticked ? "player.finished" : "player.stopped"), wordsFor(answer), ticked);
}

function wordsFor(answer) {
  if (answer.streak) return answer.practised ? answer.streak.sentence : say("player.too_short");
  if (answer.kept) return say("player.kept");
  return say(isSignedIn() ? "player.not_saved" : "player.guest");
}

function save() {
  if (run && runs.isLive(run)) sessionStorage.setItem(SAVED, JSON.stringify(runs.savedRun(uuid, run, Date.now())));
}

// crypto.randomUUID is missing on plain http; random values are not.
function roughUuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
