// How the worker comes and goes: never in the middle of a session.
// Part of the service worker.

const SHELL = ["/", "/flare", "/routines", MINE, "/routines/flare_safe_breathing/play"];
const TRIES = 5;
const AGAIN_MS = 1000;
let forgets = 0; // told so by a page: what is being kept just then is kept no more
const PLAYER = /^\/routines\/([^/]+)\/play$/;
const LEVEL = /data-level="(\d)"/; // the player's page says at which level it plays for this person

async function prepare() {
  await keepFiles();
  await takeOverUnlessPlaying();
}

async function takeOver() {
  await forgetOtherBuilds();
  await self.clients.claim();
}

// The version before may have been keeping something while it was let go of, and so left a copy behind.
async function forgetLeftovers() {
  const { installing, waiting } = self.registration;
  if (self.serviceWorker?.state === "activated" && !installing && !waiting) await forgetOtherBuilds();
}

async function takeOverUnlessPlaying() {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const isFree = !pages.some(isPlaying);
  if (isFree) await self.skipWaiting();
  return isFree;
}

// The player a page has just come from may still be listed for a moment.
async function takeOverSoon() {
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (await takeOverUnlessPlaying()) return;
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}

function isPlaying(page) {
  const { pathname } = new URL(page.url);
  return pathname.endsWith("/play") || pathname.startsWith("/go/");
}

async function hear(event) {
  const { type, safety, word } = event.data ?? {};
  if (type === "forget") forgets += 1;
  if (type === "forget") await Promise.all([forgetPerson(), forgetReceipts()]);
  if (type === "wrote") noteWrite();
  if (type === "receipt") await keepAndSend(word);
  if (type === "take-over") await takeOverSoon();
  if (type === "keep") await Promise.all([forgetLeftovers(), keepSpoken().catch(ignore), keepShell(safety ?? {})]);
  event.ports?.[0]?.postMessage("done");
}

// One after the other: this runs behind a page somebody is using.
async function keepShell(safety) {
  const before = forgets;
  try {
    for (const address of SHELL) if (before === forgets) await keepShellPage(address, safety, before);
  } catch {
    return; // without a connection what was kept before stays
  }
}

async function keepShellPage(address, safety, before) {
  const response = await reach(address);
  if (before !== forgets) return; // told to forget meanwhile
  const [, routine] = PLAYER.exec(new URL(response.url).pathname) ?? [];
  await keepPage(address, response.clone());
  if (response.redirected) await keepPage(response.url, response.clone());
  if (!routine || !response.ok) return;
  const html = await response.text();
  const [, level] = LEVEL.exec(html) ?? [];
  const compiled = await keepLevel(routine, level ?? "1", safety);
  if (level > 1) await keepLevel(routine, "1", safety); // what stays open where a check leaves the gentlest only
  await keepDrawings(html, compiled);
}

async function keepLevel(routine, level, safety) {
  const timeline = `/api/v1/routines/${routine}/timeline?level=${level}`;
  const compiled = await fetch(timeline, { headers: safety });
  await keepTimeline(timeline, compiled.clone());
  return compiled;
}
