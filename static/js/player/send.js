// Sends a session; what the network will not take waits on the device.

import { isSignedIn, putJson, token } from "../base/http.js";
import { deviceQueue } from "../base/session_queue.js";

/** Puts a session under its uuid. Answers the server's words, {kept: true} while it waits, or {} where it cannot be kept. */
export async function send(uuid, body) {
  if (!isSignedIn() && !body.token) return {};
  const kept = await keep(uuid, body);
  try {
    const answer = await putJson(`/api/v1/sessions/${uuid}`, body);
    await deviceQueue().forget(uuid, body).catch(() => undefined);
    return answer;
  } catch (problem) {
    if (problem.passing) return { kept };
    await deviceQueue().forget(uuid, body).catch(() => undefined);
    return {};
  }
}

/** Keeps a session on the device, to be sent later; answers whether it could. */
export async function keep(uuid, body) {
  try {
    await deviceQueue().keep({ uuid, body, csrf: token() });
    wakeLater();
    return true;
  } catch {
    return false; // a browser that keeps nothing
  }
}

// Where the system wakes the worker when the connection is back, the session need not wait for the next launch.
async function wakeLater() {
  const registration = await navigator.serviceWorker?.getRegistration();
  await registration?.sync?.register("sessions").catch(() => undefined);
}
