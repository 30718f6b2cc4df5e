// How the way of a link, and of a test message, goes on. Pure.

const SETTLED = ["expired", "arrived"];
const FAILED = ["gone", "refused", "expired", "cancelled"];
const TEST_TRIES = 20;

/** Whether a link's stage can still change, so that it is worth asking again. */
export function isUnderway(stage) {
  return !SETTLED.includes(stage);
}

/** The next wait in milliseconds: eager at first, patient later, null once it is no use any more. */
export function nextWait(stage, tries) {
  if (!isUnderway(stage) || tries > 600) return null;
  return tries < 120 ? 1000 : 3000;
}

/**
 * What to say of a test message after so many looks: {words, done, ask}.
 * `ask` asks the person, where the device sends no receipt itself.
 */
export function verdictOf(message, tries) {
  if (message.shown_at) return { words: "devices.test.shown", done: true, ask: false };
  if (FAILED.includes(message.state)) return { words: "devices.test.failed", done: true, ask: false };
  if (tries < TEST_TRIES) return { words: "devices.test.sending", done: false, ask: false };
  const words = message.state === "accepted" ? "devices.test.sent" : "devices.test.late";
  return { words, done: true, ask: true };
}
