// This device: shows the block of the state that holds, asks, connects, repairs and tests.

import { featuresOf, permissionState } from "../devices/permission.js";
import { currentSubscription, subscribe } from "../devices/subscription.js";
import { getJson, postJson } from "../base/http.js";
import { say } from "../base/words.js";
import { installOn, refusedIn } from "./browser.js";
import { wordsOf } from "./trouble.js";

const LOOK_EVERY_MS = 1000;

/**
 * Brings the section to life. `known(subscription)` answers the id of this device where the server can
 * reach it, or null; `onState` hears each state; `onSeen` that a test was seen; `onConnected` the new id.
 */
export function connectHere(root, { known, onState = () => {}, onSeen = () => {}, onConnected = () => {} }) {
  const part = (name) => root.querySelector(`[data-${name}]`);
  let deviceId = null;
  let testId = null;
  let state = null;
  let carries = false;

  for (const button of root.querySelectorAll("[data-allow]")) button.addEventListener("click", () => allow(button));
  part("test").addEventListener("click", test);
  part("look-again").addEventListener("click", () => render({ pressed: true }));
  part("seen").addEventListener("click", seen);
  part("not-seen").addEventListener("click", () => { part("question").hidden = true; tell(say("devices.test.not_seen")); });
  document.addEventListener("visibilitychange", () => document.hidden || render());
  pick("install", installOn(navigator));
  pick("refused", refusedIn({ userAgent: navigator.userAgent, maxTouchPoints: navigator.maxTouchPoints, standalone: featuresOf(window).standalone }));

  return { render, test, allow: () => allow(part("allow")) };

  /** After a press that made its own button go, the focus goes to the words that took its place. */
  async function render({ pressed = false } = {}) {
    const subscription = await currentSubscription().catch(() => null);
    deviceId ??= await known(subscription);
    show(permissionState(featuresOf(window), subscription !== null && deviceId !== null), pressed);
  }

  /** The code for another browser is fetched only where one is offered; most never need it. */
  async function carry() {
    if (carries) return;
    carries = true;
    (await import("./code.js")).connectCode(root, onSeen);
  }

  function show(next, pressed) {
    if (next === state) return;
    state = next;
    for (const block of root.querySelectorAll("[data-state]")) block.hidden = block.dataset.state !== next;
    if (root.querySelector("[data-state]:not([hidden]) [data-carry]")) carry();
    if (pressed) root.querySelector("[data-state]:not([hidden]) > h2").focus();
    onState(next);
  }

  async function allow(button) {
    const asked = Notification.requestPermission(); // before any wait: the browser wants it straight from the press
    button.disabled = true;
    complain("");
    try {
      const answer = await asked;
      if (answer === "granted") await connect();
      else if (answer === "default") complain(say("devices.dismissed"));
    } catch (problem) {
      complain(wordsOf(problem));
    }
    button.disabled = false;
    await render({ pressed: true });
  }

  async function connect() {
    await navigator.serviceWorker.register("/sw.js");
    deviceId = (await subscribe()).id;
    onConnected(deviceId);
  }

  async function test() {
    tell(say("devices.test.sending"));
    part("question").hidden = true;
    part("test").disabled = true;
    try {
      const verdict = await verdictOfTest();
      tell(say(verdict.words));
      part("question").hidden = !verdict.ask;
      if (verdict.words === "devices.test.shown") onSeen();
    } catch (problem) {
      tell("");
      complain(wordsOf(problem));
    }
    part("test").disabled = false;
  }

  async function verdictOfTest() {
    const { verdictOf } = await import("./progress.js");
    testId = (await postJson(`/api/v1/devices/${deviceId}/test-messages`, {})).id;
    for (let tries = 0; ; tries += 1) {
      const verdict = verdictOf(await getJson(`/api/v1/devices/${deviceId}/test-messages/${testId}`), tries);
      if (verdict.done) return verdict;
      await new Promise((later) => setTimeout(later, LOOK_EVERY_MS));
    }
  }

  async function seen() {
    part("question").hidden = true;
    tell(say("devices.test.shown"));
    await postJson(`/api/v1/devices/${deviceId}/test-messages/${testId}/acknowledgement`, {}).catch(() => undefined);
    onSeen();
  }

  function pick(kind, key) {
    for (const list of root.querySelectorAll(`[data-${kind}]`)) list.hidden = list.dataset[kind] !== key;
  }

  function tell(words) {
    part("result").textContent = words;
  }

  function complain(words) {
    part("error").textContent = words;
    part("error").hidden = words === "";
  }
}
