import assert from "node:assert/strict";
import test from "node:test";
import { aWorker } from "./worker.js";
import { aServer } from "./worker_world.js";

const TIMELINE = "/api/v1/routines/desk_minute/timeline?level=1";
const api = { mode: "cors" };

async function installed(more) {
  const worker = aWorker(more);
  await worker.fire("install");
  await worker.fire("activate");
  return worker;
}

test("single-use addresses are not kept", async () => {
  const worker = await installed();

  await worker.visit("/go/some-token");
  await worker.visit("/link/some-code");

  assert.deepEqual(worker.caches.addresses("-pages"), []);
});

test("asked to keep, it keeps today, the routines, the flare's page, both players and their timelines", async () => {
  const worker = await installed();

  await worker.say({ type: "keep", safety: { "Safety-Effects": "no_massage" } });

  const player = "/routines/desk_minute/play";
  const calm = "flare_safe_breathing";
  assert.deepEqual(worker.caches.addresses("-pages"), ["/", "/flare", "/kept/owner", "/play-mine", "/routines", player, `/routines/${calm}/play`]);
  assert.deepEqual(worker.caches.addresses("-timelines"), [TIMELINE, `/api/v1/routines/${calm}/timeline?level=1`]);
  assert.deepEqual(worker.server.headers, { "Safety-Effects": "no_massage" });
});

test("it keeps what they would play: their own level, and the first for a check that leaves no more", async () => {
  const worker = await installed({ server: aServer({ level: 3 }) });

  await worker.say({ type: "keep" });

  const desk = "/api/v1/routines/desk_minute/timeline?level=";
  assert.deepEqual(worker.caches.addresses("-timelines").filter((one) => one.startsWith(desk)), [`${desk}1`, `${desk}3`]);
});

test("a kept timeline is never answered by the worker: the page checks it first", async () => {
  const worker = await installed();
  await worker.request(TIMELINE, api);
  worker.goOffline();

  const answer = await worker.request(TIMELINE, api);

  assert.equal(answer.type, "error");
  assert.deepEqual(worker.caches.addresses("-timelines"), [TIMELINE]);
});

test("a timeline the server now refuses is kept no longer", async () => {
  const worker = await installed();
  await worker.request(TIMELINE, api);
  worker.server.timelineStatus = 409;

  await worker.request(TIMELINE, api);

  assert.deepEqual(worker.caches.addresses("-timelines"), []);
});

test("the copies of one person are gone before those of another are kept", async () => {
  const worker = await installed({ server: aServer({ who: "mina" }) });
  await worker.visit("/routines/desk_minute");
  await worker.request(TIMELINE, api);
  worker.server.who = "jun";

  await worker.visit("/routines");

  assert.deepEqual(worker.caches.addresses("-pages"), ["/kept/owner", "/routines"]);
  assert.deepEqual(worker.caches.addresses("-timelines"), []);
});

test("signing out is a change of person too", async () => {
  const worker = await installed();
  await worker.visit("/routines/desk_minute");
  worker.server.who = "nobody";
  await worker.visit("/");
  worker.goOffline();

  const answer = await worker.visit("/routines/desk_minute");

  assert.match(await answer.text(), /No connection/);
});

test("told to forget, it keeps nothing of the person, and the app's own files stay", async () => {
  const worker = await installed();
  await worker.say({ type: "keep", safety: {} });

  await worker.say({ type: "forget" });

  assert.deepEqual(worker.caches.names(), ["unhunch-test-files"]);
});

test("told to forget while it keeps, it stops keeping", async () => {
  const worker = await installed();
  worker.server.slow = true;
  const keeping = worker.say({ type: "keep", safety: {} });

  await worker.say({ type: "forget" });
  await keeping;

  assert.deepEqual(worker.caches.names(), ["unhunch-test-files"]);
});
