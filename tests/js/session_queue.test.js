import assert from "node:assert/strict";
import test from "node:test";
import { mayOffer } from "../../static/js/base/install.js";
import { sessionQueue } from "../../static/js/base/session_queue.js";
import { aStorage } from "./storage.js";

const passing = { passing: true, status: 0 };
const refused = (status) => ({ passing: false, status });
const session = (uuid, minute = 0, more = {}) => ({ uuid, body: { started_at: `2026-11-23T09:0${minute}:00Z`, ...more } });

// What IndexedDB does, in memory.
function aKeeper() {
  const kept = new Map();
  return {
    put: async (uuid, one) => kept.set(uuid, structuredClone(one)),
    all: async () => [...kept.values()],
    drop: async (uuid, body) => JSON.stringify(kept.get(uuid)?.body) === JSON.stringify(body) && kept.delete(uuid),
  };
}

async function aQueue(...sessions) {
  const storage = aStorage();
  const queue = sessionQueue(aKeeper(), storage);
  for (const one of sessions) await queue.keep(one);
  return { ...queue, storage };
}

const idsIn = async (queue) => (await queue.waiting()).map((one) => one.uuid);

test("a session waits until it was taken, the oldest first, once each", async () => {
  const queue = await aQueue(session("b", 2), session("a", 1), session("b", 3));
  const sent = [];

  await queue.flush(async ({ uuid }) => sent.push(uuid));

  assert.deepEqual(sent, ["a", "b"]);
  assert.deepEqual(await idsIn(queue), []);
  assert.equal(queue.storage.getItem("unhunch.sessions"), null);
});

test("without a connection everything stays, and the page knows that something waits", async () => {
  const queue = await aQueue(session("a"));

  await queue.flush(async () => { throw passing; });

  assert.deepEqual(await idsIn(queue), ["a"]);
  assert.ok(queue.storage.getItem("unhunch.sessions"));
});

test("a session refused for good does not hold up the others", async () => {
  const queue = await aQueue(session("bad", 1), session("good", 2));

  await queue.flush(async ({ uuid }) => { if (uuid === "bad") throw refused(400); });

  assert.deepEqual(await idsIn(queue), []);
});

test("a signed-out browser keeps its sessions for later", async () => {
  const queue = await aQueue(session("a"));

  await queue.flush(async () => { throw refused(401); });

  assert.deepEqual(await idsIn(queue), ["a"]);
});

test("what was added while the session was on its way is not forgotten with it", async () => {
  const queue = await aQueue(session("a"));

  await queue.flush(async () => queue.keep(session("a", 0, { rating: "better" })));

  assert.deepEqual((await queue.waiting()).map((one) => one.body.rating), ["better"]);
  assert.ok(queue.storage.getItem("unhunch.sessions"));
});

test("sessions that waited the old way are taken over", async () => {
  const queue = await aQueue();
  queue.storage.setItem("unhunch.sessions", JSON.stringify([session("old")]));

  assert.deepEqual(await idsIn(queue), ["old"]);
  assert.equal(queue.storage.getItem("unhunch.sessions"), "yes");
});

test("installing may be offered after the first finished session, not after a stopped one", async () => {
  const stopped = await aQueue(session("a", 0, { state: "stopped" }));
  const finished = await aQueue(session("a", 0, { state: "finished" }));

  assert.equal(mayOffer(stopped.storage, false), false);
  assert.equal(mayOffer(finished.storage, false), true);
});
