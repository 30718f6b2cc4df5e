// "Stop, something is wrong", from every screen: what is chosen ends the session, closes what must be closed, and is kept.

import { lockAfterStop } from "../base/safety_store.js";
import { say } from "../base/words.js";
import { newUuid } from "./record.js";
import { onPress, parts, put, showScreen } from "./screens.js";
import { send } from "./send.js";
import { dropSheet, livePlay, openSheet, whilePlaying } from "./sheets.js";

let place = null; // {routine, level, token} of this page

/** Asks what is noticed. */
export function openWrong(page) {
  place = page;
  openSheet("wrong");
}

onPress("sign", ({ currentTarget }) => stopFor({ urgent: currentTarget.dataset.sign === "urgent", sign: currentTarget.value }));

async function stopFor({ urgent, sign }) {
  lockAfterStop(localStorage, Date.now(), { urgent, sign });
  dropSheet();
  showUnwell(urgent);
  const live = livePlay();
  whilePlaying(null);
  const stop_sign = urgent ? "urgent" : "rest";
  const answer = live ? await live.stop({ stop_sign }) : await send(newUuid(), stopNow({ stop_sign }));
  put("unwell-kept", answer.kept ? say("player.kept") : "");
}

function showUnwell(urgent) {
  for (const one of parts("urgent")) one.hidden = !urgent;
  for (const one of parts("rest")) one.hidden = urgent;
  put("unwell-title", say(urgent ? "player.unwell.urgent" : "player.unwell.rest"));
  showScreen("unwell");
}

// Before a session or after it there is none to end: the stop is one of its own.
function stopNow(stop) {
  const now = new Date().toISOString();
  const { routine, level, token } = place;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return { routine, level: Number(level), started_at: now, finished_at: now, state: "stopped_for_safety", played_seconds: 0, steps_done: 0, steps_total: 1, time_zone: timeZone, token: token || null, ...stop };
}
