// Sessions made without a connection: sent as soon as the system wakes this worker with one, if no page did it before.
// Part of the service worker; the queue is the page's, in static/js/base/session_queue.js.

const SESSIONS = { database: "unhunch-sessions", store: "sessions", tag: "sessions" };

async function sendSessions() {
  const sessions = await readSessions();
  for (const session of sessions) await sendSession(session);
}

// Refused or taken, the next launch finds out and tidies up: the same session again changes nothing.
async function sendSession({ uuid, body, csrf }) {
  const headers = { "Content-Type": "application/json", ...(csrf ? { "X-CSRF-Token": csrf } : {}) };
  const response = await fetch(`/api/v1/sessions/${uuid}`, { method: "PUT", headers, body: JSON.stringify(body) });
  if (response.status >= 500 || response.status === 429) throw new TypeError("later"); // the system tries again
}

function readSessions() {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(SESSIONS.database);
    opening.onerror = () => reject(opening.error);
    opening.onupgradeneeded = () => opening.result.createObjectStore(SESSIONS.store);
    opening.onsuccess = () => {
      const all = opening.result.transaction(SESSIONS.store).objectStore(SESSIONS.store).getAll();
      all.onerror = () => reject(all.error);
      all.onsuccess = () => { opening.result.close(); resolve(all.result); };
    };
  });
}
