// Leaves nothing of a person behind on this device: for after deleting everything, or before handing it on.

const OURS = "unhunch.";

/** Wipes the kept pages and timelines, and everything Unhunch remembers in this browser. */
export async function forgetDevice() {
  for (const storage of [localStorage, sessionStorage]) {
    for (const key of Object.keys(storage)) if (key.startsWith(OURS)) storage.removeItem(key);
  }
  const names = (await globalThis.caches?.keys()) ?? [];
  await Promise.all(names.filter((name) => /^unhunch-.*-(pages|timelines)$/.test(name)).map((name) => caches.delete(name)));
  await tellWorker();
}

// The worker wipes as well: it may just be keeping a page.
async function tellWorker() {
  const registration = await navigator.serviceWorker?.getRegistration();
  if (!registration?.active) return;
  const { port1, port2 } = new MessageChannel();
  const done = new Promise((resolve) => { port1.onmessage = resolve; });
  registration.active.postMessage({ type: "forget" }, [port2]);
  await Promise.race([done, new Promise((resolve) => setTimeout(resolve, 1000))]);
}
