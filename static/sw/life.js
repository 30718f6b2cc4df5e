// How the worker comes and goes: never in the middle of a session.
// Part of the service worker.

const SHELL = ["/", "/routines", MINE, "/routines/flare_safe_breathing/play"];
let forgets = 0; // told so by a page: what is being kept just then is kept no more
const PLAYER = /^\/routines\/([^/]+)\/play$/;

async function prepare() {
  await keepFiles();
  await takeOverUnlessPlaying();
}

async function takeOver() {
  await forgetOtherBuilds();
  await self.clients.claim();
}

async function takeOverUnlessPlaying() {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (!pages.some(isPlaying)) await self.skipWaiting();
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
  if (type === "take-over") await takeOverUnlessPlaying();
  if (type === "keep") await keepShell(safety ?? {});
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
  const timeline = `/api/v1/routines/${routine}/timeline?level=1`;
  const compiled = await fetch(timeline, { headers: safety });
  await keepTimeline(timeline, compiled.clone());
  await keepDrawings(response, compiled);
}
