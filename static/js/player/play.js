// The run itself: one state, moved by presses and by the clock; everything that is seen, heard and felt follows it.

import { say } from "../base/words.js";
import { abandon, holdRun } from "./again.js";
import { keepAwake, letSleep } from "./awake.js";
import { gapBy, nowBy, readClocks, untilNext } from "./clock.js";
import { cuesBetween, cuesOf } from "./cues.js";
import { paceBounds, paced } from "./pace.js";
import { followPlace } from "./pacer.js";
import { connect } from "./presses.js";
import { besidesOf, dropRun, keepRun, readRun, sessionOf } from "./record.js";
import * as runs from "./run.js";
import { part, put, putOrHide, showScreen } from "./screens.js";
import { chosenSenses } from "./senses.js";
import { whilePlaying } from "./sheets.js";
import { follow, hush, unlock } from "./sound.js";
import { positionAt } from "./timeline.js";
import * as view from "./view.js";

const KEEP_EVERY_MS = 2000;
const LATE_SECONDS = 0.5; // a cue noticed later than this is over
const PACE_STEP = 10;

let written = null; // the timeline at its written pace
let besides = null; // what is kept and sent with the run: {uuid, pace, level, more}
let [run, anchor, senses, release] = [null, null, null, null];
let [cues, met] = [[], -1]; // cues up to the position `met` were met
let track = null; // the sound track, where the screen may be off: its clock rules then
let [timer, keptAt, isAway, held, over] = [null, 0, false, false, false];

const now = () => nowBy(anchor, readClocks());
const elapsed = () => runs.elapsedSeconds(run, now());

/** Begins a run, or goes on with a restored one. */
export async function play({ timeline, bySight, restored, ...given }) {
  const before = readRun(localStorage);
  written = timeline;
  besides = restored?.besides ?? besidesOf(given);
  if (before && before.uuid !== besides.uuid) abandon(before).catch(() => undefined);
  [anchor, release, senses] = [readClocks(), holdRun(), chosenSenses(localStorage)];
  setRun(restored?.run ?? runs.ready(paced(timeline, besides.pace)));
  import("./done.js").catch(() => undefined); // its end, loaded ahead
  connect({ pause: () => move(run.state === "paused" ? runs.resume : runs.pause), back: () => move(runs.back), skip: () => move(runs.skip), end: () => move(runs.stop), slower: () => setPace(PACE_STEP), quicker: () => setPace(-PACE_STEP), unmute: openEars, gap: goOnAtGap, leave, comeBack, save: () => keep(true) });
  whilePlaying({ hold, release: goOn, stop });
  if (!bySight) await openEars();
  part("unmute").hidden = !bySight || !(senses.tones || senses.voice || senses.screenOff);
  showScreen("play");
  move(restored ? runs.resume : runs.start);
  if (!track) keepAwake((on) => runs.isMoving(run) && put("status", on ? "" : say("player.may_sleep")));
}

function setRun(next) {
  run = next;
  cues = cuesOf(run.timeline);
}

// Sound is made at a press, and only then.
async function openEars() {
  part("unmute").hidden = true;
  view.keepFocus();
  unlock();
  await setTrack();
  track?.follow(run, elapsed(), true);
}

/** Moves the run by a step of run.js, and everything after it. */
function move(step, why = "") {
  if (over) return;
  const [from, wasMoving] = [elapsed(), runs.isMoving(run)];
  run = step(run, now());
  const jumped = Math.abs(elapsed() - from) > 0.05;
  if (jumped) met = elapsed() - 0.001; // the step's own cue is met anew
  if (jumped || (wasMoving && !runs.isMoving(run))) hush();
  track?.follow(run, elapsed(), jumped);
  putOrHide("gap", "");
  view.showPaused(run.state === "paused", why);
  look();
  keep(true);
}

/** Looks at the clock: what was due is met, what changed is shown, and the next look is aimed at the next change. */
function look() {
  clearTimeout(timer);
  if (over) return;
  bridge();
  endLeadIn();
  const heard = track?.position() ?? null;
  run = heard === null ? runs.settle(run, now()) : runs.heard(run, heard, now());
  meetCues();
  if (!runs.isLive(run)) return finish();
  const place = positionAt(run.timeline, elapsed());
  view.showPlace(run.timeline, place, { elapsed: elapsed(), lead: runs.leadLeft(run, now()) });
  view.showPace(track ? null : place.entry.breath, besides.pace, paceBounds(written));
  followPlace(place, run.state === "running");
  track?.tell(place, run);
  keep(false);
  if (runs.isMoving(run)) timer = setTimeout(look, untilNext(run, cues, now()));
}

function meetCues() {
  if (run.state !== "running" && run.state !== "finished") return;
  for (const cue of cuesBetween(cues, met, elapsed())) if (elapsed() - cue.at < LATE_SECONDS) follow(cue, senses, track !== null);
  met = elapsed();
}

// The monotonic clock rules what is seen. Where the device slept while nobody looked, the person is asked.
function bridge() {
  const gap = gapBy(anchor, readClocks());
  if (!gap) return;
  const asks = isAway && gap > 0 && !track && run.state === "running";
  if (asks) run = runs.pause(run, now());
  anchor = readClocks();
  run = runs.bridged(run, gap);
  if (!asks) return;
  hush();
  view.showSlept(gap / 1000, elapsed(), run.timeline.seconds);
}

function goOnAtGap({ currentTarget }) {
  move((one, at) => runs.resume(runs.seek(one, Number(currentTarget.dataset.to), at), at));
}

// The track begins with a lead-in's tones; one in the middle leaves them for its own place.
function endLeadIn() {
  const begun = run.state === "preparing" ? runs.settle(run, now()) : run;
  if (begun === run) return;
  run = begun;
  track?.follow(run, elapsed(), elapsed() > LATE_SECONDS);
}

function leave() {
  isAway = true;
  if (runs.isMoving(run) && !track && !senses.keepsGoing) move(runs.pause, say("player.left"));
  else keep(true);
}

function comeBack() {
  look();
  isAway = false;
}

function hold() {
  held = runs.isMoving(run);
  if (held) move(runs.pause);
}

async function goOn() {
  const before = senses;
  senses = chosenSenses(localStorage);
  if (senses.screenOff !== before.screenOff) await setTrack();
  if (held) move(runs.resume);
}

async function setTrack() {
  track?.close();
  track = null;
  if (!senses.screenOff) return;
  const { openTrack } = await import("./screen_off.js");
  const failed = () => { track?.close(); track = null; put("status", say("senses.track_failed")); };
  track = await openTrack(run.timeline, { pause: () => move(runs.pause), play: () => move(runs.resumeAtOnce), back: () => move(runs.back), skip: () => move(runs.skip), seek: (to) => move((one, at) => runs.seek(one, to, at)), look, failed });
}

function setPace(change) {
  const { quickest, slowest } = paceBounds(written);
  besides.pace = Math.min(Math.max(besides.pace + change, quickest), slowest);
  const again = runs.repaced(run, paced(written, besides.pace), now());
  setRun(again);
  met = elapsed();
  move((one) => one);
}

function keep(always) {
  if (!always && Date.now() - keptAt < KEEP_EVERY_MS) return;
  keptAt = Date.now();
  keepRun(localStorage, run, now(), besides);
}

function clearAway() {
  over = true;
  clearTimeout(timer);
  track?.close();
  letSleep();
  release();
  dropRun(localStorage);
  whilePlaying(null);
}

async function finish() {
  clearAway();
  const { showEnd } = await import("./done.js");
  showEnd(run, besides.uuid, sessionOf(run, besides.more));
}

async function stop(sign) {
  run = runs.stopForSafety(run, now());
  hush();
  clearAway();
  const { send } = await import("./send.js");
  return send(besides.uuid, sessionOf(run, { ...besides.more, ...sign }));
}
