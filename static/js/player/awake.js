// Keeps the screen on while a routine runs, where the device allows it.

let lock = null;
let wanted = false;

document.addEventListener("visibilitychange", () => {
  if (wanted && !document.hidden) take(); // the lock is lost whenever the page is hidden
});

/** Asks for the screen to stay on; answers false where it will not. */
export async function keepAwake() {
  wanted = true;
  return take();
}

/** Lets the screen sleep again. */
export async function letSleep() {
  wanted = false;
  const held = lock;
  lock = null;
  await held?.release().catch(() => undefined);
}

async function take() {
  try {
    lock = await navigator.wakeLock.request("screen");
    return true;
  } catch {
    return false; // absent, or refused in low-power mode
  }
}
