import assert from "node:assert/strict";
import test from "node:test";
import { aWorker } from "./worker.js";

async function installed(more) {
  const worker = aWorker(more);
  await worker.fire("install");
  await worker.fire("activate");
  return worker;
}

for (const address of ["/plan", "/devices", "/phone", "/safety", "/settings", "/link", "/start", "/?from=mail", "/routines?done=1", "/devices?test=1"]) {
  test(`${address} is the server's alone: no copy is kept of it or stands in for it`, async () => {
    const worker = await installed();
    await worker.visit("/");
    await worker.visit("/routines");
    await worker.visit(address);
    worker.goOffline();

    const answer = await worker.visit(address);

    assert.match(await answer.text(), /No connection/);
    assert.deepEqual(worker.caches.addresses("-pages"), ["/", "/kept/owner", "/routines"]);
  });
}

test("another level's player steps in without a connection, not for a slow one", async () => {
  const worker = await installed();
  await worker.visit("/routines/desk_minute/play");
  worker.server.slow = true;
  const slow = await worker.visit("/routines/desk_minute/play?level=2");
  await worker.settled;
  worker.goOffline();

  const without = await worker.visit("/routines/desk_minute/play?level=3");

  assert.doesNotMatch(await slow.text(), /data-kept-at/);
  assert.match(await without.text(), /data-kept-at/);
});

const WRITES = {
  "a form": (worker) => worker.request("/plan", { method: "POST" }),
  "a script": (worker) => worker.say({ type: "wrote" }),
};

for (const [who, write] of Object.entries(WRITES)) {
  test(`after ${who} has written, a slow page is waited for, and a copy is good again later`, async () => {
    const worker = await installed();
    await worker.visit("/");
    await write(worker);
    worker.server.slow = true;

    const atOnce = await worker.visit("/");
    await worker.settled;
    worker.later(11_000);
    const later = await worker.visit("/");

    assert.doesNotMatch(await atOnce.text(), /data-kept-at/);
    assert.match(await later.text(), /data-kept-at/);
  });
}

test("straight after a write no copy stands in for a connection that broke", async () => {
  const worker = await installed();
  await worker.visit("/");
  await worker.say({ type: "wrote" });
  worker.goOffline();

  const answer = await worker.visit("/");

  assert.match(await answer.text(), /No connection/);
});

test("a form that was not taken is no write", async () => {
  const worker = await installed();
  await worker.visit("/");
  worker.goOffline();
  await worker.request("/plan", { method: "POST" });

  const answer = await worker.visit("/");

  assert.match(await answer.text(), /data-kept-at/);
});
