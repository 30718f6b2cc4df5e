// A page's word about a reminder: told at once, or handed to the worker, which keeps it until there is a connection.

import { postJson } from "./http.js";

/** Tells the server what came of the reminder behind a token; a word that cannot be sent now is not lost. */
export async function report(token, kind, now = new Date()) {
  const word = { token, kind, at: now.toISOString() };
  try {
    await postJson("/api/v1/receipts", { ...word, sent_at: word.at });
  } catch (problem) {
    if (problem.passing) await handOver(word);
  }
}

async function handOver(word) {
  const registration = await navigator.serviceWorker?.getRegistration();
  registration?.active?.postMessage({ type: "receipt", word });
}
