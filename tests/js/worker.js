// The service worker in a world of small fakes: what it shows, opens, sends and keeps can be read off.

import { readFileSync } from "node:fs";
import vm from "node:vm";
import { aDatabase } from "./indexed_db.js";
import { aServer, fakeCaches } from "./worker_world.js";

const STATIC = new URL("../../static/", import.meta.url);
const SOURCE = readFileSync(new URL("sw.js", STATIC), "utf8");
export const ORIGIN = "https://unhunch.test";

/** A push message as the server writes it. */
export function aMessage({ token, kind = "reminder" }) {
  const actions = [{ action: "snooze", title: "Snooze 10" }, { action: "skip", title: "Skip" }];
  const notification = { title: "Desk minute", body: "A quick reset.", tag: "plan-1", navigate: `${ORIGIN}/go/${token}`, data: { token, kind }, actions };
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

/** The worker, loaded and ready to be fired at; `server` answers it, `caches` and `database` may be another worker's. */
export function aWorker({ maxActions = 2, pages = [], offline = false, build = "test", files = ["css/app.css", "js/today/page.js"], server = aServer(), caches = fakeCaches(), database = aDatabase(), state = "activated", waiting = null } = {}) {
  const world = { shown: [], log: [], opened: [], receipts: [], subscribedWith: [], ahead: 0, skipped: 0, claimed: 0, badges: [], syncs: [], server, caches, database };
  const handlers = {};
  server.offline = offline;
  const self = {
    addEventListener: (name, handler) => { handlers[name] = handler; },
    location: new URL(`${ORIGIN}/sw.js`),
    Notification: { maxActions },
    navigator: { setAppBadge: async (n) => world.badges.push(n), clearAppBadge: async () => world.badges.push(0) },
    registration: Object.assign(fakeRegistration(world), { installing: null, waiting }),
    serviceWorker: { state },
    clients: { matchAll: async () => pages, openWindow: async (address) => world.opened.push(address), claim: async () => { world.claimed += 1; } },
    skipWaiting: async () => { world.skipped += 1; },
  };
  const impatient = (action, ms, ...rest) => setTimeout(action, ms >= 1000 ? 5 : ms, ...rest); // seconds pass quickly here
  class Clock extends Date { static now() { return Date.now() + world.ahead; } }
  const Request = class { constructor(url) { this.url = url; } };
  const context = vm.createContext({ self, fetch: server.fetchFor(world), caches: caches.storage, setTimeout: impatient, URL, Request, Response, Headers, AbortSignal, Date: Clock, JSON, Promise, Set, TypeError, Error, indexedDB: database.indexedDB });
  context.importScripts = (...names) => {
    for (const name of names) vm.runInContext(readFileSync(new URL(name.replace(`/assets/${build}/`, ""), STATIC), "utf8"), context);
  };
  vm.runInContext(SOURCE.replace("__BUILD__", build).replace("__FILES__", files.join(" ")), context);

  const fire = async (name, more = {}) => {
    const waited = [];
    handlers[name]({ ...more, waitUntil: (promise) => waited.push(promise) });
    await Promise.all(waited);
  };
  const request = async (url, { mode = "navigate", method = "GET" } = {}) => {
    const waited = [];
    let answer = null;
    const asked = { url: new URL(url, ORIGIN).href, mode, method };
    handlers.fetch({ request: asked, respondWith: (promise) => { answer = promise; }, waitUntil: (promise) => waited.push(promise) });
    const response = await answer;
    world.settled = Promise.all(waited);
    if (!server.slow) await world.settled;
    return response;
  };
  return Object.assign(world, {
    fire,
    request,
    visit: (url) => request(url),
    say: (message) => fire("message", { data: message, ports: [] }),
    push: (data) => fire("push", { data }),
    press: (action = "") => fire("notificationclick", { notification: world.shown[0], action }),
    wipeAway: () => fire("notificationclose", { notification: world.shown[0] }),
    goOffline: () => { server.offline = true; },
    later: (ms) => { world.ahead += ms; },
    goOnline: () => { server.offline = false; },
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
    sync: { register: async (tag) => world.syncs.push(tag) },
    pushManager: { subscribe: async ({ applicationServerKey }) => world.subscribedWith.push(applicationServerKey) },
  };
}
