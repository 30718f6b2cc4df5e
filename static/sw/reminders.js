// Reminders on this device: shown, answered, reported.
// Part of the service worker.

// What is said of a message that cannot be read, until the person's own words for it are kept here.
const FALLBACK = { title: "Time for a break", body: "Tap when you are ready.", navigate: "/", tag: "unhunch", lang: "en" };
const SNOOZE_MINUTES = 10;

// A push without a notification can cost the subscription, so an unreadable one is shown too.
async function messageIn(event) {
  const fallback = { ...FALLBACK, ...(await keptWords()) };
  try {
    return { ...fallback, ...event.data.json().notification };
  } catch {
    return fallback;
  }
}

// In the language the app speaks on this device; absent where nothing could be kept yet.
async function keptWords() {
  try {
    return await (await caches.match(WORDS)).json();
  } catch {
    return null;
  }
}

// What is worded in this person's language.
async function keepSpoken() {
  for (const address of [WORDS, CHECK]) {
    const live = await fetch(address);
    if (live.ok) await (await caches.open(KEPT_FILES)).put(address, live);
  }
}

async function remind(event) {
  const message = await messageIn(event);
  const data = { ...message.data, navigate: message.navigate };
  await closeOlder(message.tag, data.token);
  await self.registration.showNotification(message.title, optionsOf(message, data));
  if (data.kind === "reminder") await badge(1);
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
    icon: message.icon ?? `/assets/${BUILD}/icons/icon-192.png`,
    badge: `/assets/${BUILD}/icons/badge-96.png`,
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
  if (action === "snooze") await receipt(notification.data, "snoozed", { minutes: SNOOZE_MINUTES });
  else if (action === "skip") await receipt(notification.data, "skipped");
  else await Promise.all([open(notification.data?.navigate ?? FALLBACK.navigate), receipt(notification.data, "opened")]);
  await badge(0);
}

// A running session is not taken off the screen by a reminder.
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

// One break at most is due, so the badge says one or nothing.
async function badge(due) {
  try {
    await (due ? self.navigator.setAppBadge(due) : self.navigator.clearAppBadge());
  } catch {
    return; // this system shows no badges
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
