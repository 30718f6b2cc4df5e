// Keeps the screen on while a routine runs, where the device allows it.

let lock = null;
let wanted = false;
let tell = () => undefined;

document.addEventListener("visibilitychange", () => {
  if (wanted && !document.hidden) take(); // the lock is lost whenever the page is hidden
});

/** Asks for the screen to stay on, again after each return; `told` hears true or false each time it changes. */
export function keepAwake(told) {
  [wanted, tell] = [true, told];
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
    const taken = await navigator.wakeLock.request("screen");
    if (!wanted) return await taken.release(); // it came too late
    lock = taken;
    lock.addEventListener("release", () => wanted && !document.hidden && tell(false));
    tell(true);
  } catch {
    tell(false); // absent, or refused in low-power mode
  }
}
