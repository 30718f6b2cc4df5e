// The end: the day's tick and the streak, then what is asked, one tap each, then one suggestion.

import { isSignedIn } from "../base/http.js";
import { say } from "../base/words.js";
import { answerOf, askInTheMorning, asksAfter, isFelt } from "./asks.js";
import { onPress, part, parts, put, showScreen } from "./screens.js";
import { keep, send } from "./send.js";

const TAP_MS = 400;
const SEEN_MS = 250;

let session = null; // {uuid, body, sent} of what was just played
let [asks, asked] = [[], 0];
let [touched, going] = [-Infinity, null];

/** Shows how a run ended, records it, and asks. */
export async function showEnd(run, uuid, body) {
  const finished = run.state === "finished";
  session = { uuid, body, sent: body };
  const remembered = isSignedIn() || Boolean(body.token);
  if (finished && remembered && isFelt(run.timeline)) {
    session.morning = run.timeline.title;
    askInTheMorning(localStorage, uuid, body, session.morning);
  }
  showDone(say(`player.${run.state}`), say("player.saving"), finished);
  const answer = await send(uuid, body);
  const ticked = answer.practised ?? finished;
  showDone(say(ticked ? "player.finished" : "player.stopped"), wordsFor(answer), ticked);
  if (ticked && remembered) startAsking(run.timeline);
  else showMore();
}

/** The last screen, with the day's tick or with the sun that only rises. */
export function showDone(title, text, ticked) {
  part("tick").classList.toggle("sun--rising", !ticked);
  put("done-title", title);
  put("done-text", text);
  if (part("done-title").closest("[hidden]")) showScreen("done");
}

function wordsFor(answer) {
  if (answer.streak) return answer.practised ? answer.streak.sentence : say("player.too_short");
  if (answer.kept) return say("player.kept");
  return say(isSignedIn() ? "player.not_saved" : "player.guest");
}

function startAsking(timeline) {
  [asks, asked] = [asksAfter(timeline), 0];
  part("asks").hidden = false;
  part("asks").addEventListener("change", take);
  part("asks").addEventListener("pointerup", () => { touched = performance.now(); });
  part("asks").addEventListener("submit", (event) => event.preventDefault());
  onPress("ask-skip", next);
  document.addEventListener("visibilitychange", () => document.hidden && sendAnswers());
  window.addEventListener("pagehide", sendAnswers);
  showAsk();
}

function showAsk() {
  for (const one of parts("tenths")) if (one.closest("[data-asks]")) one.hidden = one.dataset.tenths !== asks[asked];
  put("ask-skip", say("ask.skip"));
  put("ask-number", say("ask.of", { n: asked + 1, of: asks.length }));
}

function take({ target }) {
  session.body = { ...session.body, ...answerOf(target.name, target.value) };
  keep(session.uuid, session.body);
  if (target.name === "rating") part("easier").hidden = target.value !== "worse";
  put("ask-skip", say("ask.next"));
  // A tap goes on by itself, once the choice was seen; the arrow keys choose at leisure.
  clearTimeout(going);
  if (performance.now() - touched < TAP_MS) going = setTimeout(next, SEEN_MS);
}

function next() {
  const hadFocus = part("asks").contains(document.activeElement);
  clearTimeout(going);
  asked += 1;
  if (asked < asks.length) {
    showAsk();
    if (hadFocus) part("asks").querySelector("fieldset:not([hidden]) input").focus();
    return;
  }
  part("asks").hidden = true;
  sendAnswers();
  showMore();
  if (hadFocus) part("done").focus();
}

// Answers only add to what was recorded; they travel once, when nothing more will come.
function sendAnswers() {
  if (session.sent === session.body) return;
  session.sent = session.body;
  if (session.morning) askInTheMorning(localStorage, session.uuid, session.body, session.morning);
  send(session.uuid, session.body);
}

function showMore() {
  part("done-more").hidden = false;
}
