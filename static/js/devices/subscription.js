// This browser's push subscription: made on a press, compared and posted again at each launch.

import { getJson, postJson } from "../base/http.js";
import { labelOf } from "./label.js";

const ENDPOINT = "unhunch.endpoint";
const POSTED = "unhunch.posted";

/** Subscribes with the server's key and registers the device; the browser lets go again where the server refuses. */
export async function subscribe(mayRetry = true) {
  const { key } = await getJson("/api/v1/vapid-key");
  const registration = await navigator.serviceWorker.ready;
  const old = await registration.pushManager.getSubscription();
  if (old && !usesKey(old, key)) await old.unsubscribe();
  const subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(key) });
  try {
    return await post(subscription);
  } catch (problem) {
    await subscription.unsubscribe();
    if (mayRetry && [409, 410].includes(problem.status)) return subscribe(false);
    throw problem;
  }
}

/** The live subscription, or null. */
export async function currentSubscription() {
  if (!("serviceWorker" in navigator) || !("PushManager" in window)) return null;
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration?.pushManager.getSubscription()) ?? null;
}

/** Once per launch: subscribes again where the server's key changed or the browser let go, and posts what holds. */
export async function keepSubscription({ again = false } = {}) {
  try {
    if (window.Notification?.permission !== "granted" || !localStorage.getItem(ENDPOINT)) return;
    if (sessionStorage.getItem(POSTED) && !again) return;
    const { key } = await getJson("/api/v1/vapid-key");
    const subscription = await currentSubscription();
    if (subscription && usesKey(subscription, key)) await post(subscription);
    else await subscribe();
  } catch (problem) {
    if (problem.status === 410) await unsubscribe(); // removed on another device
    if (problem.status === 409) await subscribe().catch(() => undefined); // dead: a fresh one takes its place
  }
}

/** Lets go of the subscription, so that a removed device does not come back at the next launch. */
export async function unsubscribe() {
  localStorage.removeItem(ENDPOINT);
  sessionStorage.removeItem(POSTED);
  await (await currentSubscription())?.unsubscribe();
}

/** The endpoint's SHA-256 in hex, which is how the page knows this device among the others. */
export async function endpointHash(subscription) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(subscription.endpoint));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function post(subscription) {
  const body = { subscription: subscription.toJSON(), label: labelOf(navigator) };
  const before = localStorage.getItem(ENDPOINT);
  if (before && before !== subscription.endpoint) body.replaces = before;
  const device = await postJson("/api/v1/devices", body);
  localStorage.setItem(ENDPOINT, subscription.endpoint);
  sessionStorage.setItem(POSTED, "yes");
  return device;
}

function usesKey(subscription, key) {
  const held = subscription.options?.applicationServerKey;
  return !held || textOf(new Uint8Array(held)) === key.replace(/=+$/, "");
}

function bytesOf(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function textOf(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}
