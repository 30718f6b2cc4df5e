// The service worker in a world of small fakes: what it shows, opens, sends and keeps can be read off.

import { readFileSync } from "node:fs";
import vm from "node:vm";

const SOURCE = readFileSync(new URL("../../static/sw.js", import.meta.url), "utf8");
const ORIGIN = "https://unhunch.test";

/** A push message as the server writes it. */
export function aMessage({ token }) {
  const actions = [{ action: "snooze", title: "Snooze 10" }, { action: "skip", title: "Skip" }];
  const notification = { title: "Desk minute", body: "A quick reset.", tag: "plan-1", navigate: `${ORIGIN}/go/${token}`, data: { token, kind: "reminder" }, actions };
  return { json: () => ({ web_push: 8030, notification }) };
}

/** An open page that keeps what was done to it. */
export function aPage(url, { movable = true } = {}) {
  const page = { url, log: [], messages: [] };
  page.focus = async () => { page.log.push("focus"); return page; };
  page.navigate = async (address) => {
    if (!movable) throw new TypeError("not controlled");
    page.log.push(`navigate ${address}`);
  };
  page.postMessage = (message) => page.messages.push(message.kind);
  return page;
}

/** The worker, loaded and ready to be fired at. */
export function aWorker({ maxActions = 2, pages = [], offline = false, build = "test", oldCaches = [] } = {}) {
  const world = { shown: [], log: [], opened: [], receipts: [], subscribedWith: [], offline };
  const handlers = {};
  const caches = fakeCaches(oldCaches);
  const self = {
    addEventListener: (name, handler) => { handlers[name] = handler; },
    location: new URL(`${ORIGIN}/sw.js`),
    Notification: { maxActions },
    registration: fakeRegistration(world),
    clients: { matchAll: async () => pages, openWindow: async (address) => world.opened.push(address) },
  };
  const fetch = fakeFetch(world);
  vm.runInNewContext(SOURCE.replace("__VERSION__", build), { self, fetch, caches: caches.storage, URL, Response, Date, JSON, Promise, Set });

  const fire = async (name, more) => {
    let waited;
    handlers[name]({ ...more, waitUntil: (promise) => { waited = promise; } });
    await waited;
  };
  return Object.assign(world, {
    fire,
    push: (data) => fire("push", { data }),
    press: (action = "") => fire("notificationclick", { notification: world.shown[0], action }),
    wipeAway: () => fire("notificationclose", { notification: world.shown[0] }),
    goOffline: () => { world.offline = true; },
    visit: (url) => new Promise((respondWith) => handlers.fetch({ request: { url, mode: "navigate", method: "GET" }, respondWith })),
    cacheNames: caches.names,
    keptAddresses: caches.addresses,
  });
}

function fakeRegistration(world) {
  const remove = (one) => { world.shown = world.shown.filter((other) => other !== one); };
  return {
    getNotifications: async ({ tag }) => world.shown.filter((one) => one.tag === tag),
    showNotification: async (title, options) => {
      world.log.push(`show ${options.data.token}`);
      const one = { title, ...options };
      one.close = () => { world.log.push(`close ${options.data.token}`); remove(one); };
      world.shown = [...world.shown.filter((other) => other.tag !== options.tag), one];
    },
    pushManager: { subscribe: async ({ applicationServerKey }) => world.subscribedWith.push(applicationServerKey) },
  };
}

function fakeFetch(world) {
  return async (request, options = {}) => {
    if (world.offline) throw new TypeError("Failed to fetch");
    const address = request.url ?? request;
    if (options.method === "POST") world.receipts.push(JSON.parse(options.body));
    if (address === "/offline") return new Response('<link href="/static/css/base.css?v=b2"><h1>No connection</h1>');
    return new Response("live");
  };
}

function fakeCaches(names) {
  const kept = new Map(names.map((name) => [name, new Map()]));
  const open = async (name) => {
    if (!kept.has(name)) kept.set(name, new Map());
    const cache = kept.get(name);
    return {
      put: async (address, response) => cache.set(address, response),
      addAll: async (addresses) => addresses.forEach((address) => cache.set(address, new Response("asset"))),
    };
  };
  const find = (address) => [...kept.values()].map((cache) => cache.get(address)).find(Boolean);
  const storage = {
    open,
    keys: async () => [...kept.keys()],
    delete: async (name) => kept.delete(name),
    match: async (request) => find(request.url ?? request)?.clone(),
  };
  return { storage, names: () => [...kept.keys()], addresses: () => [...kept.values()].flatMap((cache) => [...cache.keys()]) };
}
