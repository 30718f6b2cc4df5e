import assert from "node:assert/strict";
import test from "node:test";
import { aWorker } from "./worker.js";

const SESSION = { uuid: "u1", csrf: "secret", body: { routine: "desk_minute", started_at: "2026-11-23T09:00:00Z" } };

// A database that answers a moment later, as the browser's does.
function aDatabase(sessions) {
  const later = (request, result) => { queueMicrotask(() => { request.result = result; request.onsuccess(); }); return request; };
  const store = { getAll: () => later({}, sessions) };
  const database = { close: () => undefined, transaction: () => ({ objectStore: () => store }) };
  return { open: () => later({}, database) };
}

function aServer(status) {
  const sent = [];
  const fetchFor = () => async (address, options) => {
    if (status === 0) throw new TypeError("Failed to fetch");
    sent.push([options.method, address, options.headers["X-CSRF-Token"], JSON.parse(options.body)]);
    return new Response("{}", { status });
  };
  return { sent, fetchFor };
}

const woken = (server) => aWorker({ server, database: { indexedDB: aDatabase([SESSION]) } }).fire("sync", { tag: "sessions" });

test("woken with a connection the worker sends what waits, as the page would", async () => {
  const server = aServer(201);

  await woken(server);

  assert.deepEqual(server.sent, [["PUT", "/api/v1/sessions/u1", "secret", SESSION.body]]);
});

test("while the server cannot take it the system is asked to try again", async () => {
  await assert.rejects(woken(aServer(503)));
  await assert.rejects(woken(aServer(0)));
});

test("what is refused for good is left to the next launch, and other tags are not its business", async () => {
  const refusing = aServer(409);
  const idle = aServer(201);

  await woken(refusing);
  await aWorker({ server: idle }).fire("sync", { tag: "receipts" });

  assert.equal(refusing.sent.length, 1);
  assert.equal(idle.sent.length, 0);
});
