// The player's first screen: asks for the timeline, offers to go on with what was begun, starts. The rest is loaded behind it.

import { getJson } from "../base/http.js";
import { readSafety, safetyHeaders } from "../base/safety_store.js";
import { say } from "../base/words.js";
import { onPress, part, parts, put, root, showProblem, showReady } from "./screens.js";

const { routine, level } = root.dataset;
const [, tapped] = /^\/go\/([^/]+)/.exec(location.pathname) ?? [];
// A kept copy shown for a tap without a connection does not know the tap's token; the address does.
const token = root.dataset.token || (document.documentElement.dataset.keptAt ? (tapped ?? "") : "");

let timeline = null;
let restored = null; // a run that was begun and can be gone on with: {run, besides}
let rest = null; // the player itself
let today = null; // what was asked before the start, and not answered yet
let untouched = null; // stops the reminder's countdown
let touched = false; // before it could begin

for (const name of ["pointerdown", "keydown"]) addEventListener(name, () => { touched = true; }, { capture: true, once: true });
onPress("start", () => begin());
onPress("afresh", () => begin({ afresh: true }));
onPress("retry", () => location.reload());
onPress("open", ({ currentTarget }) => openSheet(currentTarget.dataset.open));
onPress("later", async ({ currentTarget }) => (await import("./reminder.js")).putOff(token, Number(currentTarget.dataset.later)));
onPress("wrong", async () => (await import("./wrong.js")).openWrong({ routine, level, token }));
open();
if (token) import("../base/receipts.js").then(({ report }) => report(token, "opened"));

async function open() {
  try {
    timeline = await timelineOf();
  } catch (problem) {
    return showProblem(await refusal(problem));
  }
  if (localStorage.getItem("unhunch.run")) restored = await (await import("./again.js")).findRun(timeline, Number(level));
  try {
    await askToday();
  } catch {
    return showProblem({ title: say("player.not_loaded"), text: say("offline"), retry: true, breathe: false });
  }
  showReady(timeline, restored?.run);
  rest = import("./play.js");
  rest.then(loadBehind).catch(() => undefined); // Start says what is missing
}

// Before hands-on work, strength, and once a week: is anything new? Start then says no.
async function askToday() {
  if (restored || !readSafety(localStorage)) return;
  today = (await import("../safety/today.js")).askIn(part("today"), timeline);
  if (today) put("start-text", say("player.nothing_new"));
}

// What the first screen can wait for.
async function loadBehind() {
  const { showSenses, prepareTrack } = await import("./senses_sheet.js");
  showSenses();
  if (tapped && !("stale" in root.dataset) && !restored && !today) waitUntouched(await import("./reminder.js"));
  (await import("./drawing.js")).fetchDrawings(timeline);
  prepareTrack(timeline);
}

function waitUntouched({ startUntouched }) {
  if (!touched) untouched = startUntouched(() => begin({ bySight: true }));
}

async function openSheet(name) {
  const sheets = await import("./sheets.js");
  if (name === "where") (await import("./view.js")).fillWhere(timeline);
  sheets.openSheet(name);
}

async function timelineOf() {
  const safety = safetyHeaders(readSafety(localStorage), Date.now());
  const live = getJson(`/api/v1/routines/${routine}/timeline?level=${level}`, safety);
  return live.catch(async (problem) => (await import("../base/offline_timeline.js")).orKept(problem, routine, level));
}

async function refusal(problem) {
  if (problem.passing) return { title: say("offline.title"), text: say("offline"), retry: true, breathe: false };
  const open = await import("./refused.js").then(({ tellReasons }) => tellReasons()).catch(() => null);
  const breathe = routine !== "flare_safe_breathing" && (open?.includes("breathing") ?? true);
  return { title: problem.title || say("player.closed"), text: problem.detail || say("player.closed.text"), retry: false, breathe };
}

async function begin({ bySight = false, afresh = false } = {}) {
  untouched?.();
  today?.sayNothingNew();
  for (const one of parts("start")) one.disabled = true;
  try {
    const { play } = await rest;
    play({ timeline, level: Number(level), token: token || null, bySight, restored: afresh ? null : restored, tension: tensionBefore() });
  } catch {
    showProblem({ title: say("player.not_loaded"), text: say("offline"), retry: true, breathe: false });
  }
}

function tensionBefore() {
  const chosen = part("tenths").querySelector(":checked");
  return chosen ? Number(chosen.value) : null;
}
