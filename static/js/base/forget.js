// Leaves nothing of a person behind on this device.

const OURS = "unhunch";
const DATABASES = ["unhunch-receipts", "unhunch-sessions"]; // for browsers that cannot list them
const PATIENCE_MS = 1000;

/** For leaving, or for handing the device on: no reminder reaches it any more, and nothing of Unhunch is left. */
export async function forgetDevice() {
  const { unsubscribe } = await import("../devices/subscription.js");
  await unsubscribe().catch(() => undefined);
  await forgetPerson();
  await dropCaches(/^unhunch-/);
  const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  await Promise.all(workers.map((worker) => worker.unregister()));
}

/** For somebody else on the same device: wipes what one person did, answered and looked at; the app's files stay. */
export async function forgetPerson() {
  for (const storage of [localStorage, sessionStorage]) {
    for (const key of Object.keys(storage)) if (key.startsWith(`${OURS}.`)) storage.removeItem(key);
  }
  await tellWorker();
  await dropCaches(/^unhunch-.*-(pages|timelines)$/);
  await dropDatabases();
}

async function dropCaches(wanted) {
  const names = (await globalThis.caches?.keys()) ?? []; // absent on plain http
  await Promise.all(names.filter((name) => wanted.test(name)).map((name) => caches.delete(name)));
}

async function dropDatabases() {
  if (!globalThis.indexedDB) return;
  const listed = (await indexedDB.databases?.().catch(() => [])) ?? [];
  const names = new Set([...DATABASES, ...listed.map(({ name }) => name).filter((name) => name.startsWith(OURS))]);
  await Promise.all([...names].map(dropDatabase));
}

// One that another tab holds open goes as soon as that tab lets go of it.
function dropDatabase(name) {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    for (const end of ["success", "error", "blocked"]) request.addEventListener(end, resolve);
  });
}

// The worker wipes as well: it may just be keeping a page.
async function tellWorker() {
  const registration = await navigator.serviceWorker?.getRegistration();
  if (!registration?.active) return;
  const { port1, port2 } = new MessageChannel();
  const done = new Promise((resolve) => { port1.onmessage = resolve; });
  registration.active.postMessage({ type: "forget" }, [port2]);
  await Promise.race([done, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
}
