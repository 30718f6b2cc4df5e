// The devices page: allows, tests and removes this device.

import { getJson, postJson, Problem } from "../base/http.js";
import { say } from "../base/words.js";
import { featuresOf, OFFERS, permissionState } from "./permission.js";
import { currentSubscription, endpointHash, subscribe, unsubscribe } from "./subscription.js";

const here = document.getElementById("here");
const part = (name) => here.querySelector(`[data-${name}]`);
let deviceId = null;

part("allow").addEventListener("click", allow);
part("test").addEventListener("click", sendTest);
document.addEventListener("visibilitychange", () => document.hidden || render());
for (const form of document.querySelectorAll("[data-removal]")) form.addEventListener("submit", remove);
render();

async function render() {
  const subscription = await currentSubscription().catch(() => null);
  await markThis(subscription);
  const known = subscription !== null && deviceId !== null;
  const state = permissionState(featuresOf(window), known);
  const offers = OFFERS[state];
  part("text").textContent = say(`devices.${state}`);
  part("allow").hidden = !offers.allow;
  part("test").hidden = !offers.test;
  const steps = Array.from({ length: offers.steps ?? 0 }, (_, n) => say(`devices.${state}.${n + 1}`));
  part("steps").hidden = steps.length === 0;
  part("steps").replaceChildren(...steps.map(listItem));
}

async function markThis(subscription) {
  const hash = subscription ? await endpointHash(subscription) : null;
  for (const card of document.querySelectorAll("[data-endpoint-hash]")) {
    const same = hash !== null && card.dataset.endpointHash === hash;
    card.querySelector("[data-this]").hidden = !same;
    if (same) deviceId = card.dataset.device;
  }
}

async function allow() {
  tell("");
  const asked = Notification.requestPermission(); // before any wait: the browser wants it straight from the press
  part("allow").disabled = true;
  try {
    if ((await asked) === "granted") await register();
  } catch (problem) {
    complain(problem);
  }
  part("allow").disabled = false;
  await render();
}

async function register() {
  tell(say("devices.registering"));
  await navigator.serviceWorker.register("/sw.js");
  await subscribe();
  location.reload();
}

async function sendTest() {
  tell(say("devices.test.sending"));
  part("test").disabled = true;
  try {
    const { id } = await postJson(`/api/v1/devices/${deviceId}/test-messages`, {});
    tell(say(await outcomeOf(id)));
  } catch (problem) {
    tell("");
    complain(problem);
  }
  part("test").disabled = false;
}

async function outcomeOf(id, triesLeft = 20) {
  const message = await getJson(`/api/v1/devices/${deviceId}/test-messages/${id}`);
  if (message.shown_at) return "devices.test.shown";
  if (["gone", "refused", "expired", "cancelled"].includes(message.state)) return "devices.test.failed";
  if (triesLeft === 0) return message.state === "accepted" ? "devices.test.sent" : "devices.test.late";
  await new Promise((done) => setTimeout(done, 1000));
  return outcomeOf(id, triesLeft - 1);
}

async function remove(event) {
  const card = event.target.closest("[data-device]");
  if (card.dataset.device !== deviceId) return;
  event.preventDefault();
  await unsubscribe().catch(() => undefined);
  event.target.submit();
}

function complain(problem) {
  const offline = problem instanceof Problem && problem.status === 0;
  const words = offline ? say("offline") : Object.values(problem.fields ?? {})[0] || problem.detail || say("devices.failed");
  tell("");
  part("error").textContent = words;
  part("error").hidden = false;
}

function tell(words) {
  part("result").textContent = words;
  part("error").hidden = true;
}

function listItem(words) {
  const item = document.createElement("li");
  item.textContent = words;
  return item;
}
