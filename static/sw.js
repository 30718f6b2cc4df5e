// The service worker: shows reminders, opens them, reports back, and holds one page for offline.
// A classic script without imports, served at the root; the server writes the build into VERSION.

const VERSION = "__VERSION__";
const CACHE = `unhunch-${VERSION}`;
const OFFLINE = "/offline";
const FALLBACK = { title: "Time for a short break", body: "Open Unhunch for a minute of ease.", navigate: "/", tag: "unhunch", lang: "en" };
const SNOOZE_MINUTES = 10;

self.addEventListener("install", (event) => event.waitUntil(keepOfflinePage()));
self.addEventListener("activate", (event) => event.waitUntil(forgetOldCaches()));
self.addEventListener("fetch", (event) => {
  if (event.request.mode === "navigate") event.respondWith(pageOrOffline(event.request));
  else if (isOwnAsset(event.request)) event.respondWith(assetOrKept(event.request));
});
self.addEventListener("push", (event) => event.waitUntil(remind(messageIn(event))));
self.addEventListener("notificationclick", (event) => event.waitUntil(answer(event.notification, event.action)));
self.addEventListener("notificationclose", (event) => event.waitUntil(receipt(event.notification.data, "dismissed")));
self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(subscribeAgain(event)));

// A push without a notification can cost the subscription, so an unreadable one is shown too.
function messageIn(event) {
  try {
    return { ...FALLBACK, ...event.data.json().notification };
  } catch {
    return FALLBACK;
  }
}

async function remind(message) {
  const data = { ...message.data, navigate: message.navigate };
  await closeOlder(message.tag, data.token);
  await self.registration.showNotification(message.title, optionsOf(message, data));
  await receipt(data, "shown");
}

function optionsOf(message, data) {
  return {
    body: message.body,
    lang: message.lang,
    dir: message.dir ?? "auto",
    tag: message.tag,
    renotify: false,
    silent: message.silent === true,
    icon: message.icon ?? "/static/icons/icon-192.png",
    badge: "/static/icons/badge-96.png",
    actions: (message.actions ?? []).slice(0, self.Notification?.maxActions ?? 0),
    data,
  };
}

// Not every system replaces by tag, and one that does would replace without a sound. The same message
// again is left to the tag, so that a repeat stays quiet.
async function closeOlder(tag, token) {
  const shown = await self.registration.getNotifications({ tag });
  for (const one of shown) if (!token || one.data?.token !== token) one.close();
}

async function answer(notification, action) {
  notification.close();
  if (action === "snooze") return receipt(notification.data, "snoozed", { minutes: SNOOZE_MINUTES });
  if (action === "skip") return receipt(notification.data, "skipped");
  return open(notification.data?.navigate ?? FALLBACK.navigate);
}

async function open(address) {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const page = pages.find((one) => !isPlaying(one));
  if (!page) return self.clients.openWindow(address);
  try {
    const focused = await page.focus();
    return await (focused ?? page).navigate(address);
  } catch {
    return self.clients.openWindow(address); // a page this worker does not control cannot be moved
  }
}

// A running session is not taken off the screen by a reminder.
function isPlaying(page) {
  return new URL(page.url).pathname.endsWith("/play");
}

async function receipt(data, kind, more = {}) {
  if (!data?.token) return;
  const body = JSON.stringify({ token: data.token, kind, at: new Date().toISOString(), ...more });
  try {
    await fetch("/api/v1/receipts", { method: "POST", headers: { "Content-Type": "application/json" }, body, keepalive: true });
  } catch {
    return; // a lost receipt costs a figure in the history, nothing else
  }
}

async function subscribeAgain(event) {
  const key = event.oldSubscription?.options?.applicationServerKey;
  if (!event.newSubscription && key) {
    await self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  }
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  for (const page of pages) page.postMessage({ kind: "subscription-changed" });
}

async function keepOfflinePage() {
  const response = await fetch(OFFLINE, { credentials: "omit", cache: "reload" });
  if (!response.ok) return;
  const html = await response.clone().text();
  const assets = [...html.matchAll(/(?:href|src)="(\/static\/[^"]+)"/g)].map(([, address]) => address.replaceAll("&amp;", "&"));
  const cache = await caches.open(CACHE);
  await cache.put(OFFLINE, response);
  await cache.addAll([...new Set(assets)]);
}

async function forgetOldCaches() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("unhunch-") && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function pageOrOffline(request) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(OFFLINE)) ?? Response.error();
  }
}

function isOwnAsset(request) {
  const address = new URL(request.url);
  return request.method === "GET" && address.origin === self.location.origin && address.pathname.startsWith("/static/");
}

async function assetOrKept(request) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(request)) ?? Response.error();
  }
}
