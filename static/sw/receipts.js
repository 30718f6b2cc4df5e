// What came of a reminder is told to the server; without a connection it waits on this device.
// Part of the service worker. The token in a word is all it takes, so it works signed out.

const RECEIPTS = "/api/v1/receipts";
const WAITING = "unhunch-receipts"; // the database, and the table in it
const SYNC = "receipts";
const PATIENCE_FOR_RECEIPTS_MS = 10_000;
const MOST_WAITING = 500;
const PASSING = [408, 425, 429];

let sending = Promise.resolve(true);
let nothingWaits = false; // known only once it was looked up; then a launch costs nothing

// Kept first and sent then: a worker may be ended at any moment.
async function receipt(data, kind, more = {}) {
  if (!data?.token) return;
  await keepAndSend({ token: data.token, kind, at: new Date().toISOString(), ...more });
}

async function keepAndSend(word) {
  try {
    await keepWord(word);
  } catch {
    await tell(word).catch(ignore); // nothing can be kept here: once is better than never
    return;
  }
  if (!(await sendReceipts())) await askForSync();
}

// Sends what waits, oldest first, one run at a time; answers whether nothing is left.
function sendReceipts() {
  sending = sending.then(sendAll);
  return sending;
}

// For the sync event: the browser tries again later where this rejects.
async function sendOrFail() {
  if (!(await sendReceipts())) throw new Error("receipts still wait");
}

async function sendAll() {
  if (nothingWaits) return true;
  nothingWaits = true; // said before looking: a word kept meanwhile takes it back
  const isDone = await sendWhatWaits().catch(() => false);
  if (!isDone) nothingWaits = false;
  return isDone;
}

async function sendWhatWaits() {
  for (const word of inOrder(await waitingWords())) {
    if (isPassing(await tell(word))) return false;
    await dropWord(word.key);
  }
  return true;
}

// The status the server answered, 0 without one. Its clock and ours may differ: `sent_at` shows by how much.
async function tell({ key, ...word }) {
  const body = JSON.stringify({ ...word, sent_at: new Date().toISOString() });
  const headers = { "Content-Type": "application/json" };
  try {
    const signal = AbortSignal.timeout?.(PATIENCE_FOR_RECEIPTS_MS);
    return (await fetch(RECEIPTS, { method: "POST", headers, body, keepalive: true, signal })).status;
  } catch {
    return 0;
  }
}

// What was refused for good would be refused for ever.
function isPassing(status) {
  return status === 0 || status >= 500 || PASSING.includes(status);
}

function inOrder(words) {
  return words.sort((one, other) => one.at.localeCompare(other.at));
}

function isLaunch({ mode, url }) {
  return mode === "navigate" || new URL(url).pathname === "/api/v1/due";
}

async function askForSync() {
  try {
    await self.registration.sync.register(SYNC);
  } catch {
    return; // not here, or not allowed: the next launch sends it
  }
}

// The first word of its kind is the true one; of very many the oldest are let go.
async function keepWord(word) {
  const words = await waitingWords();
  const key = `${word.kind} ${word.token}`;
  if (words.some((one) => one.key === key)) return;
  for (const one of inOrder(words).slice(0, Math.max(0, words.length - MOST_WAITING + 1))) await dropWord(one.key);
  await inStore("readwrite", (store) => store.put({ ...word, key }));
  nothingWaits = false;
}

const waitingWords = () => inStore("readonly", (store) => store.getAll());
const dropWord = (key) => inStore("readwrite", (store) => store.delete(key));
const forgetReceipts = () => inStore("readwrite", (store) => store.clear()).catch(ignore);

async function inStore(mode, act) {
  const database = await openWaiting();
  try {
    const transaction = database.transaction(WAITING, mode);
    const ended = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    const request = act(transaction.objectStore(WAITING));
    await ended;
    return request.result;
  } finally {
    database.close();
  }
}

function openWaiting() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(WAITING, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(WAITING, { keyPath: "key" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
