// How the worker comes and goes: never in the middle of a session.
// Part of the service worker.

const SHELL = ["/", "/routines", MINE, "/routines/flare_safe_breathing/play"];
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
  const { type, safety } = event.data ?? {};
  if (type === "forget") await forgetPerson();
  if (type === "take-over") await takeOverUnlessPlaying();
  if (type === "keep") await keepShell(safety ?? {});
  event.ports?.[0]?.postMessage("done");
}

// One after the other: this runs behind a page somebody is using.
async function keepShell(safety) {
  try {
    for (const address of SHELL) await keepShellPage(address, safety);
  } catch {
    return; // without a connection what was kept before stays
  }
}

async function keepShellPage(address, safety) {
  const response = await reach(address);
  const [, routine] = PLAYER.exec(new URL(response.url).pathname) ?? [];
  await keepPage(address, response.clone());
  if (response.redirected) await keepPage(response.url, response.clone());
  if (!routine || !response.ok) return;
  const timeline = `/api/v1/routines/${routine}/timeline?level=1`;
  const compiled = await fetch(timeline, { headers: safety });
  await keepTimeline(timeline, compiled.clone());
  await keepDrawings(response, compiled);
}
