import assert from "node:assert/strict";
import test from "node:test";
import { aDatabase } from "./indexed_db.js";
import { aMessage, aWorker } from "./worker.js";

const TABLE = "unhunch-receipts";
const said = (worker) => worker.receipts.map(({ token, kind }) => `${token} ${kind}`);
const waiting = (worker) => worker.database.rows(TABLE).map(({ token, kind }) => `${token} ${kind}`);

test("told at once, nothing waits and no sync is asked for", async () => {
  const worker = aWorker();

  await worker.push(aMessage({ token: "t1" }));

  assert.deepEqual(said(worker), ["t1 shown"]);
  assert.deepEqual(waiting(worker), []);
  assert.deepEqual(worker.syncs, []);
});

test("without a connection a word waits and a sync is asked for", async () => {
  const worker = aWorker();
  await worker.push(aMessage({ token: "t1" }));
  worker.goOffline();

  await worker.press("snooze");

  assert.deepEqual(waiting(worker), ["t1 snoozed"]);
  assert.deepEqual(worker.syncs, ["receipts"]);
});

test("a sync sends what waits, in the order it happened, with its own instant", async () => {
  const worker = aWorker({ offline: true });
  await worker.push(aMessage({ token: "t1" }));
  const [kept] = worker.database.rows(TABLE);
  await worker.press("skip");
  worker.goOnline();

  await worker.fire("sync", { tag: "receipts" });

  assert.deepEqual(said(worker), ["t1 shown", "t1 skipped"]);
  assert.equal(worker.receipts[0].at, kept.at);
  assert.ok(worker.receipts[0].sent_at >= worker.receipts[1].at);
  assert.deepEqual(waiting(worker), []);
});

test("a sync that could not send says so, so that the browser tries again", async () => {
  const worker = aWorker({ offline: true });
  await worker.push(aMessage({ token: "t1" }));

  await assert.rejects(worker.fire("sync", { tag: "receipts" }), /still wait/);
});

for (const address of ["/", "/go/t9"]) {
  test(`without background sync, opening ${address} sends what waits`, async () => {
    const worker = aWorker({ offline: true });
    await worker.push(aMessage({ token: "t1" }));
    worker.goOnline();

    await worker.visit(address);

    assert.deepEqual(said(worker), ["t1 shown"]);
    assert.deepEqual(waiting(worker), []);
  });
}

test("coming back to the app sends what waits, loading a picture does not", async () => {
  const worker = aWorker({ offline: true });
  await worker.push(aMessage({ token: "t1" }));
  worker.goOnline();

  await worker.request("/assets/test/icons/icon.svg", { mode: "no-cors" });
  const before = said(worker);
  await worker.request("/api/v1/due", { mode: "cors" });

  assert.deepEqual(before, []);
  assert.deepEqual(said(worker), ["t1 shown"]);
});

test("what one worker kept, the next one sends", async () => {
  const database = aDatabase();
  const killed = aWorker({ offline: true, database });
  await killed.push(aMessage({ token: "t1" }));
  const next = aWorker({ database });

  await next.visit("/");

  assert.deepEqual(said(next), ["t1 shown"]);
});

test("an answer lost on the way makes the word come again, the same as before", async () => {
  const worker = aWorker();
  worker.server.receiptStatus = 0;
  await worker.push(aMessage({ token: "t1" }));
  worker.server.receiptStatus = 200;

  await worker.fire("sync", { tag: "receipts" });

  assert.deepEqual(said(worker), ["t1 shown", "t1 shown"]);
  assert.equal(worker.receipts[0].at, worker.receipts[1].at);
  assert.deepEqual(waiting(worker), []);
});

for (const status of [408, 429, 500, 503]) {
  test(`a server that answers ${status} is asked again later`, async () => {
    const worker = aWorker();
    worker.server.receiptStatus = status;

    await worker.push(aMessage({ token: "t1" }));

    assert.deepEqual(waiting(worker), ["t1 shown"]);
  });
}

for (const status of [200, 201, 400, 404, 422]) {
  test(`what the server answered with ${status} is over`, async () => {
    const worker = aWorker();
    worker.server.receiptStatus = status;

    await worker.push(aMessage({ token: "t1" }));

    assert.deepEqual(waiting(worker), []);
    assert.deepEqual(worker.syncs, []);
  });
}

test("a word refused for good does not hold up the others", async () => {
  const worker = aWorker({ offline: true });
  await worker.push(aMessage({ token: "gone" }));
  worker.goOnline();
  worker.server.receiptStatus = 404;

  await worker.push(aMessage({ token: "t2" }));

  assert.deepEqual(said(worker), ["gone shown", "t2 shown"]);
  assert.deepEqual(waiting(worker), []);
});

test("the same word again is the first one's", async () => {
  const worker = aWorker({ offline: true });
  await worker.push(aMessage({ token: "t1" }));
  const [first] = worker.database.rows(TABLE);
  await new Promise((resolve) => setTimeout(resolve, 5));

  await worker.push(aMessage({ token: "t1" }));

  assert.deepEqual(worker.database.rows(TABLE), [first]);
});

test("of very many the oldest are let go", async () => {
  const worker = aWorker({ offline: true });
  await worker.push(aMessage({ token: "newest" }));
  for (let n = 0; n < 600; n += 1) {
    worker.database.put(TABLE, { key: `shown t${n}`, token: `t${n}`, kind: "shown", at: new Date(Date.UTC(2020, 0, 1, 0, n)).toISOString() });
  }

  await worker.press("skip");

  const kept = waiting(worker);
  assert.equal(kept.length, 500);
  assert.ok(kept.includes("newest shown") && kept.includes("newest skipped") && kept.includes("t599 shown"));
  assert.ok(!kept.includes("t0 shown"));
});

test("words said at once are each told, whoever is telling", async () => {
  const worker = aWorker();
  worker.server.slow = true;

  await Promise.all(["t1", "t2", "t3"].map((token) => worker.push(aMessage({ token }))));

  assert.deepEqual(said(worker).sort(), ["t1 shown", "t2 shown", "t3 shown"]);
  assert.deepEqual(waiting(worker), []);
});

test("a page hands over what it could not tell itself", async () => {
  const worker = aWorker({ offline: true });
  const word = { token: "t1", kind: "opened", at: "2026-11-23T10:00:00.000Z" };

  await worker.fire("message", { data: { type: "receipt", word }, ports: [] });

  assert.deepEqual(waiting(worker), ["t1 opened"]);
});

test("where nothing can be kept the word is told once all the same", async () => {
  const worker = aWorker({ database: aDatabase({ broken: true }) });

  await worker.push(aMessage({ token: "t1" }));
  worker.goOffline();
  await worker.press("skip");

  assert.deepEqual(said(worker), ["t1 shown"]);
  assert.equal(worker.shown.length, 0);
});

test("whoever leaves leaves no word behind", async () => {
  const worker = aWorker({ offline: true });
  await worker.push(aMessage({ token: "t1" }));

  await worker.say({ type: "forget" });

  assert.deepEqual(waiting(worker), []);
});

test("a press is reported even where the page that opens knows no token", async () => {
  const worker = aWorker();
  await worker.push(aMessage({ token: "t1" }));

  await worker.press();

  assert.deepEqual(said(worker), ["t1 shown", "t1 opened"]);
  assert.deepEqual(worker.opened, ["https://unhunch.test/go/t1"]);
});
