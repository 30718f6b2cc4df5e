// Sends a finished session; what the network will not take waits on the device.

import { isSignedIn, putJson } from "../base/http.js";
import { forget, keep } from "../base/session_queue.js";

/** Puts a session under its uuid. Answers the server's words, {kept: true} while it waits, or {} where it cannot be kept. */
export async function send(uuid, body) {
  if (!isSignedIn() && !body.token) return {};
  keep(localStorage, { uuid, body });
  try {
    const answer = await putJson(`/api/v1/sessions/${uuid}`, body);
    forget(localStorage, uuid);
    return answer;
  } catch (problem) {
    if (problem.passing) return { kept: true };
    forget(localStorage, uuid);
    return {};
  }
}
