// The service worker: keeps the app usable without a connection, shows reminders, opens them, reports back.
// A classic script at the root, in parts under /sw/; the server writes in the build and the names of its files.

const BUILD = "__BUILD__";
const FILES = "__FILES__".split(" ");

importScripts(...["kept", "shell", "life", "receipts", "reminders", "sessions", "drawings"].map((part) => `/assets/${BUILD}/sw/${part}.js`));

self.addEventListener("install", (event) => event.waitUntil(prepare()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("message", (event) => event.waitUntil(hear(event)));
self.addEventListener("fetch", (event) => {
  const respond = handlerOf(event.request);
  if (respond) event.respondWith(respond(event));
  if (isLaunch(event.request)) event.waitUntil(sendReceipts());
});
self.addEventListener("sync", (event) => event.waitUntil(event.tag === SESSIONS.tag ? sendSessions() : sendOrFail()));
self.addEventListener("push", (event) => event.waitUntil(remind(event)));
self.addEventListener("notificationclick", (event) => event.waitUntil(answer(event.notification, event.action)));
self.addEventListener("notificationclose", (event) => event.waitUntil(receipt(event.notification.data, "dismissed")));
self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(subscribeAgain(event)));
