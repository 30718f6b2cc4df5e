// What every page does once it is open. Only what this launch really needs is loaded, so that a first visit is light.

const FINISHED = "unhunch.finished";
const BUILD = "unhunch.build";
const KEPT = "unhunch.kept";
const WHOSE = "unhunch.whose";
const KEEP_EVERY_MS = 10 * 60 * 1000;
const REST_MS = 3000; // whoever moves on sooner is busy; the worker's files can wait

const isPlayer = location.pathname.endsWith("/play") || location.pathname.startsWith("/go/");
const token = document.querySelector('meta[name="csrf-token"]')?.content ?? null;
let prompt = null;

focusFirstError();
holdToWhom().then(() => { lookBack(); sendWhatWaits(); tellSilenced(); lookAtSafety(); });
window.addEventListener("online", () => { sendWhatWaits(); lookAtSafety(); });
window.addEventListener("beforeinstallprompt", holdPrompt);
window.addEventListener("appinstalled", () => localStorage.setItem("unhunch.installed", "yes"));
if (isPlayer) navigator.clearAppBadge?.().catch(() => undefined);
tellAge();
tellUpdate();
whenAtRest(registerWorker);

/** The browser's own question about installing, kept for the right moment; null where it has not offered one. */
export const installPrompt = () => prompt;

function focusFirstError() {
  document.querySelector('[aria-invalid="true"]:not(fieldset), fieldset[aria-invalid="true"] input')?.focus();
}

// Whoever joins on a device that was somebody else's shall not meet, nor send as theirs, what was left there.
async function holdToWhom() {
  const whose = document.querySelector('meta[name="whose"]')?.content;
  if (!whose || document.documentElement.dataset.keptAt) return;
  const before = localStorage.getItem(WHOSE);
  if (before && before !== whose) await (await import("./forget.js")).forgetPerson();
  localStorage.setItem(WHOSE, whose);
}

// A flare shows on every page; what the server was not told of the check is told now.
async function lookAtSafety() {
  const known = localStorage.getItem("unhunch.safety") ?? "";
  document.documentElement.toggleAttribute("data-flaring", known.includes('"cx_flare"') && known.includes('"flare":{'));
  if (isPlayer) return; // its timelines are asked for with what this device knows; the rest can wait until it is left
  if (known && document.querySelector("[data-step-kind]")) (await import("../safety/hold_page.js")).holdPage();
  if (known && document.querySelector("[data-why]")) (await import("../safety/why.js")).tellWhy();
  if (token && known.includes('"untold":true')) (await import("../safety/keep.js")).tellServer();
}

async function sendWhatWaits() {
  if (!localStorage.getItem("unhunch.sessions")) return;
  const [{ deviceQueue }, { putJson }] = await Promise.all([import("./session_queue.js"), import("./http.js")]);
  await deviceQueue().flush((session) => putJson(`/api/v1/sessions/${session.uuid}`, session.body));
}

// A session that was lost or is asked about the day after.
async function lookBack() {
  if (location.pathname !== "/" || !(localStorage.getItem("unhunch.run") || localStorage.getItem("unhunch.morning"))) return;
  (await import("../player/afterwards.js")).lookBack();
}

async function holdPrompt(event) {
  event.preventDefault();
  prompt = event;
  if (location.pathname !== "/" || !localStorage.getItem(FINISHED)) return;
  const { offerInstall } = await import("./install.js");
  offerInstall(event, localStorage, document.querySelector("main"));
}

// Switched off in the system's or the browser's settings: this browser was reminded before. Needs no worker.
async function tellSilenced() {
  const wasReminded = token && localStorage.getItem("unhunch.endpoint");
  if (!wasReminded || location.pathname !== "/" || (window.Notification?.permission ?? "granted") === "granted") return;
  const { noteSilenced } = await import("./notes.js");
  noteSilenced();
}

async function tellAge() {
  const { keptAt } = document.documentElement.dataset;
  if (!keptAt) return;
  const { noteAge } = await import("./notes.js");
  noteAge(keptAt);
}

// The first page of a new version says so, unless a session is on the screen.
async function tellUpdate() {
  const [, build] = /\/assets\/([^/]+)\//.exec(import.meta.url) ?? [];
  const before = localStorage.getItem(BUILD);
  if (!build || build === before || isPlayer) return;
  localStorage.setItem(BUILD, build);
  if (!before) return;
  const { noteUpdate } = await import("./notes.js");
  noteUpdate();
}

async function registerWorker() {
  const workers = navigator.serviceWorker;
  if (!workers) return;
  workers.addEventListener("message", (event) => {
    if (event.data?.kind === "subscription-changed") keepSubscription(true);
  });
  const before = workers.controller;
  workers.addEventListener("controllerchange", () => before && keepShell(true)); // a new version starts with nothing kept
  let waiting = null;
  try {
    const registration = await workers.register("/sw.js");
    waiting = registration.waiting;
    waiting?.postMessage({ type: "take-over" });
  } catch {
    return; // private windows and plain http refuse workers; the pages work without one
  }
  if (!waiting) await keepShell(false); // what the old one keeps, the new one throws away
  await keepSubscription(false);
}

// The page comes first. A worker that is there only looks for a newer one; a first one has much to fetch.
function whenAtRest(action) {
  const idle = () => (window.requestIdleCallback ? requestIdleCallback(action, { timeout: REST_MS }) : setTimeout(action));
  const rest = () => (navigator.serviceWorker?.controller ? idle() : setTimeout(idle, REST_MS));
  if (document.readyState === "complete") rest();
  else window.addEventListener("load", rest);
}

// Asks the worker for fresh copies of what shall work without a connection.
async function keepShell(again) {
  if (!token || isPlayer || document.documentElement.dataset.keptAt) return;
  const known = localStorage.getItem("unhunch.safety") ?? "";
  const about = token.split(".")[0] + known; // somebody else, or another check: other copies
  const last = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");
  if (!again && last.about === about && Date.now() - last.at < KEEP_EVERY_MS) return;
  const { safetyHeaders } = await import("./safety_store.js");
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage({ type: "keep", safety: safetyHeaders(JSON.parse(known || "null"), Date.now()) });
  sessionStorage.setItem(KEPT, JSON.stringify({ about, at: Date.now() }));
}

async function keepSubscription(again) {
  if (isPlayer || !token || !localStorage.getItem("unhunch.endpoint")) return;
  const { keepSubscription: keep } = await import("../devices/subscription.js");
  await keep({ again });
}
