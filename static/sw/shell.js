// What the worker answers: pages from the network while it is quick, files from this device.
// Part of the service worker.

const PATIENCE_MS = 3000;
const WRITTEN_MS = 10_000; // for so long after a write no copy stands in: it may be from before
const UNREACHABLE = [502, 503, 504]; // a proxy's word for: there is no server behind me
const MINE = "/play-mine";
let wroteAt = 0;

function handlerOf(request) {
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return null;
  if (request.mode === "navigate") return request.method === "GET" ? pageOrKept : sentOrOffline;
  if (request.method !== "GET") return null;
  if (pathname.startsWith("/assets/")) return fileOrNetwork;
  if (pathname.startsWith(DRAWINGS)) return drawingOrNetwork;
  return TIMELINE.test(pathname) ? timelineInTime : null;
}

async function pageOrKept(event) {
  const { url } = event.request;
  const live = reach(event.request);
  event.waitUntil(live.then((response) => keepPage(url, response.clone())).catch(ignore));
  const kept = await findPage(url);
  try {
    return await (kept ? inTime(live) : live);
  } catch {
    const found = hasJustWritten() ? null : (kept ?? (await findInstead(url)));
    return found ? marked(found) : offlinePage();
  }
}

async function sentOrOffline(event) {
  try {
    const response = await fetch(event.request);
    noteWrite();
    return response;
  } catch {
    return offlinePage();
  }
}

// A file's address names its build, so a copy is never the wrong one.
async function fileOrNetwork(event) {
  return (await caches.match(event.request.url)) ?? fetch(event.request);
}

// A kept timeline is never answered here: the page reads it itself and first holds it to the safety check.
async function timelineInTime(event) {
  const { url } = event.request;
  const live = reach(event.request);
  event.waitUntil(live.then((response) => keepTimeline(url, response.clone())).catch(ignore));
  const kept = await (await caches.open(KEPT_TIMELINES)).match(keyOf(url));
  try {
    return await (kept ? inTime(live) : live);
  } catch {
    return Response.error();
  }
}

async function findPage(address) {
  if (!isKeepable(address) || hasJustWritten()) return null;
  return (await (await caches.open(KEPT_PAGES)).match(keyOf(address))) ?? null;
}

// Where there is no connection at all: the page at another level, and the person's own routine for a reminder.
async function findInstead(address) {
  const { pathname } = new URL(address);
  const instead = pathname.startsWith("/go/") ? MINE : isKeepable(address) && pathname;
  return instead ? (await (await caches.open(KEPT_PAGES)).match(instead)) : null;
}

function noteWrite() {
  wroteAt = Date.now();
}

function hasJustWritten() {
  return Date.now() - wroteAt < WRITTEN_MS;
}

async function offlinePage() {
  return (await (await caches.open(KEPT_FILES)).match(OFFLINE)) ?? Response.error();
}

// The page says by itself that it is old: its script reads this mark.
async function marked(kept) {
  const html = (await kept.text()).replace("<html", `<html data-kept-at="${kept.headers.get(KEPT_AT)}"`);
  return new Response(html, { headers: kept.headers });
}

async function reach(request) {
  const response = await fetch(request);
  if (UNREACHABLE.includes(response.status)) throw new TypeError("no server");
  return response;
}

function inTime(promise) {
  const late = new Promise((_, reject) => setTimeout(reject, PATIENCE_MS, new TypeError("too slow")));
  return Promise.race([promise, late]);
}

function ignore() {
  return undefined;
}
