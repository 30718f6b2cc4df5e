// What the worker answers: pages from the network while it is quick, files from this device.
// Part of the service worker.

const PATIENCE_MS = 3000;
const UNREACHABLE = [502, 503, 504]; // a proxy's word for: there is no server behind me
const MINE = "/play-mine";

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
    return kept ? marked(kept) : offlinePage();
  }
}

async function sentOrOffline(event) {
  try {
    return await fetch(event.request);
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

// A tap on a reminder and the app's shortcut lead to the person's own routine.
async function findPage(address) {
  const pages = await caches.open(KEPT_PAGES);
  const { pathname } = new URL(address);
  const instead = pathname.startsWith("/go/") ? MINE : pathname;
  return (await pages.match(keyOf(address))) ?? (await pages.match(instead)) ?? null;
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
