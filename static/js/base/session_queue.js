// Finished sessions wait here, in IndexedDB, until the server has taken them. Sent twice they count once: each has its uuid.

import { createStore, entries, promisifyRequest, set } from "../../vendor/idb-keyval-6.3.0.js";

const DATABASE = "unhunch-sessions";
const STORE = "sessions";
const WAITS = "unhunch.sessions"; // so that a page without anything waiting never opens the database
const FINISHED = "unhunch.finished"; // from then on installing may be offered
const NOT_NOW = [401, 403]; // until this browser is signed in again

/** The queue of this device. */
export const deviceQueue = () => sessionQueue(inIndexedDb(), localStorage);

/** A queue over a keeper {put(uuid, session), all(), drop(uuid, body)}; the storage remembers that something waits. */
export function sessionQueue(keeper, storage) {
  /** The sessions waiting to be sent, oldest first: [{uuid, body, csrf}]. */
  async function waiting() {
    await takeOver(keeper, storage);
    const found = await keeper.all();
    return found.sort((one, other) => (one.body.started_at < other.body.started_at ? -1 : 1));
  }

  /** Keeps a session; one kept before under the same uuid is replaced. */
  async function keep(session) {
    storage.setItem(WAITS, storage.getItem(WAITS) ?? "yes");
    if (session.body.state === "finished") storage.setItem(FINISHED, "yes");
    await keeper.put(session.uuid, session);
  }

  /** Forgets a session that was sent, unless more was added to it meanwhile. */
  async function forget(uuid, body) {
    await keeper.drop(uuid, body);
    if ((await keeper.all()).length === 0) storage.removeItem(WAITS);
  }

  /** Sends what waits with put(session); stops where a later try may do, drops what was refused for good. */
  async function flush(put) {
    for (const session of await waiting()) {
      try {
        await put(session);
      } catch (problem) {
        if (problem.passing) return;
        if (NOT_NOW.includes(problem.status)) continue;
      }
      await forget(session.uuid, session.body);
    }
  }

  return { waiting, keep, forget, flush };
}

// Before, they waited as one list in the storage itself.
async function takeOver(keeper, storage) {
  const before = storage.getItem(WAITS);
  if (!before?.startsWith("[")) return;
  for (const session of JSON.parse(before)) await keeper.put(session.uuid, session);
  storage.setItem(WAITS, "yes");
}

function inIndexedDb() {
  const store = createStore(DATABASE, STORE);
  return {
    put: (uuid, session) => set(uuid, session, store),
    all: async () => (await entries(store)).map(([, session]) => session),
    drop: (uuid, body) => store("readwrite", (sessions) => dropSame(sessions, uuid, body)),
  };
}

function dropSame(sessions, uuid, body) {
  const found = sessions.get(uuid);
  found.onsuccess = () => JSON.stringify(found.result?.body) === JSON.stringify(body) && sessions.delete(uuid);
  return promisifyRequest(sessions.transaction);
}
