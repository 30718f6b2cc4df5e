// What is kept on the device: files of this build, and the pages and timelines of one person.
// Part of the service worker; BUILD and FILES stand in sw.js.

const NAME = "unhunch-";
const KEPT_FILES = `${NAME}${BUILD}-files`;
const KEPT_PAGES = `${NAME}${BUILD}-pages`;
const KEPT_TIMELINES = `${NAME}${BUILD}-timelines`;
const OWNER = "/kept/owner"; // an entry among the pages, not an address of the server
const WHO = "Unhunch-Who";
const KEPT_AT = "Kept-At";
const RULES = "/safety-rules.json";
const OFFLINE = "/offline";
const WORDS = "/reminder-words.json"; // of a message that cannot be read, in the language of this device's person
const CHECK = "/safety-check.json"; // with whose words a device says why something is closed
// What may be shown from a copy; every other page says too much, or must be the server's own.
const KEEPABLE = /^\/($|routines(\/|$)|progress$|flare$|play-mine$)/;
const QUERIES = ["level", "now"]; // which page it is, and what is done on the device
const AT_ONCE = 3; // files: somebody is using the page that came before them
const TIMELINE = /^\/api\/v1\/routines\/[^/]+\/timeline$/;

// The address a copy is found under: only the level tells two pages of the same path apart.
function keyOf(address) {
  const { pathname, searchParams } = new URL(address, self.location.origin);
  const level = searchParams.get("level");
  return level ? `${pathname}?level=${level}` : pathname;
}

// Whether a copy may be kept for an address: a query says more than which page it is.
function isKeepable(address) {
  const { pathname, searchParams } = new URL(address, self.location.origin);
  return KEEPABLE.test(pathname) && [...searchParams.keys()].every((name) => QUERIES.includes(name));
}

async function keepFiles() {
  const cache = await caches.open(KEPT_FILES);
  const left = [...FILES.map((name) => `/assets/${BUILD}/${name}`), RULES, WORDS, CHECK];
  const keepNext = async () => {
    while (left.length) await cache.add(new Request(left.shift(), { priority: "low" }));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, keepNext));
  const offline = await fetch(OFFLINE, { credentials: "omit", cache: "reload" });
  await cache.put(OFFLINE, stamped(offline));
}

async function keepPage(address, response) {
  if (isPage(response) && isKeepable(address)) await keepForOwner(KEPT_PAGES, keyOf(address), response);
}

async function keepTimeline(address, response) {
  if (response.status === 200) return keepForOwner(KEPT_TIMELINES, keyOf(address), response);
  const refused = response.status >= 400 && response.status < 500 && response.status !== 429;
  if (refused) await (await caches.open(KEPT_TIMELINES)).delete(keyOf(address));
}

// One person's copies at a time: those of somebody else are gone before the first of this one is kept.
async function keepForOwner(name, key, response) {
  const who = response.headers.get(WHO);
  if (!who) return;
  const pages = await caches.open(KEPT_PAGES);
  const owner = await (await pages.match(OWNER))?.text();
  if (owner !== who) await forgetPerson();
  if (owner !== who) await (await caches.open(KEPT_PAGES)).put(OWNER, new Response(who));
  await (await caches.open(name)).put(key, stamped(response));
}

async function forgetPerson() {
  await caches.delete(KEPT_PAGES);
  await caches.delete(KEPT_TIMELINES);
}

async function forgetOtherBuilds() {
  const mine = [KEPT_FILES, KEPT_PAGES, KEPT_TIMELINES];
  const others = (await caches.keys()).filter((name) => name.startsWith(NAME) && !mine.includes(name));
  await Promise.all(others.map((name) => caches.delete(name)));
}

function isPage(response) {
  return response.status === 200 && (response.headers.get("Content-Type") ?? "").startsWith("text/html");
}

// A copy that knows its age. It no longer counts as redirected, and its body is no longer compressed.
function stamped(response) {
  const headers = new Headers(response.headers);
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name);
  headers.set(KEPT_AT, new Date().toISOString());
  return new Response(response.body, { status: response.status, headers });
}
