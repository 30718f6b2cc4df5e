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

test("a visit with a connection is answered by the server", async () => {
  const worker = await installed();
  await worker.visit("/plan");

  const answer = await worker.visit("/plan");

  const html = await answer.text();
  assert.match(html, /live \/plan/);
  assert.doesNotMatch(html, /data-kept-at/);
});

test("a visit without a connection gets the last copy, marked with its age", async () => {
  const worker = await installed();
  await worker.visit("/plan");
  worker.goOffline();

  const answer = await worker.visit("/plan");

  const html = await answer.text();
  assert.match(html, /live \/plan/);
  const [, keptAt] = /<html data-kept-at="([^"]+)" lang="en">/.exec(html);
  assert.ok(Math.abs(Date.now() - Date.parse(keptAt)) < 60_000);
});

test("a copy is not sent on as compressed", async () => {
  const worker = await installed();
  await worker.visit("/plan");
  worker.goOffline();

  const answer = await worker.visit("/plan");

  assert.equal(answer.headers.get("Content-Encoding"), null);
});

test("a slow connection gets the copy, and the copy is renewed behind it", async () => {
  const worker = await installed();
  await worker.visit("/plan");
  worker.server.slow = true;

  const answer = await worker.visit("/plan");

  assert.match(await answer.text(), /data-kept-at/);
  await worker.settled;
  assert.equal(worker.server.asked.filter((one) => one === "/plan").length, 2);
});

test("a slow connection without a copy is waited for", async () => {
  const worker = await installed();
  worker.server.slow = true;

  const answer = await worker.visit("/plan");

  assert.doesNotMatch(await answer.text(), /data-kept-at/);
});

test("a proxy without a server behind it counts as no connection", async () => {
  const worker = await installed();
  await worker.visit("/plan");
  worker.server.status = 502;

  const answer = await worker.visit("/plan");

  assert.equal(answer.status, 200);
  assert.match(await answer.text(), /data-kept-at/);
});

test("an error page is shown and not kept", async () => {
  const worker = await installed();
  worker.server.status = 404;

  const answer = await worker.visit("/plan");

  assert.equal(answer.status, 404);
  assert.deepEqual(worker.caches.addresses("-pages"), []);
});

test("without a copy there is the page that says so", async () => {
  const worker = await installed();
  worker.goOffline();

  const answer = await worker.visit("/plan");

  assert.match(await answer.text(), /No connection/);
});

test("a form sent without a connection gets the page that says so", async () => {
  const worker = await installed();
  worker.goOffline();

  const answer = await worker.request("/plan", { method: "POST" });

  assert.match(await answer.text(), /No connection/);
});

test("a reminder tapped without a connection opens the person's own routine", async () => {
  const worker = await installed();
  await worker.say({ type: "keep", safety: {} });
  worker.goOffline();

  const answer = await worker.visit("/go/some-token");

  assert.match(await answer.text(), /player/);
});

test("single-use addresses are not kept", async () => {
  const worker = await installed();

  await worker.visit("/go/some-token");
  await worker.visit("/link/some-code");

  assert.deepEqual(worker.caches.addresses("-pages"), []);
});

test("asked to keep, it keeps today, the routines, both players and their timelines", async () => {
  const worker = await installed();

  await worker.say({ type: "keep", safety: { "Safety-Effects": "no_massage" } });

  const player = "/routines/desk_minute/play";
  const calm = "flare_safe_breathing";
  assert.deepEqual(worker.caches.addresses("-pages"), ["/", "/kept/owner", "/play-mine", "/routines", player, `/routines/${calm}/play`]);
  assert.deepEqual(worker.caches.addresses("-timelines"), [TIMELINE, `/api/v1/routines/${calm}/timeline?level=1`]);
  assert.deepEqual(worker.server.headers, { "Safety-Effects": "no_massage" });
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
  await worker.visit("/plan");
  await worker.request(TIMELINE, api);
  worker.server.who = "jun";

  await worker.visit("/routines");

  assert.deepEqual(worker.caches.addresses("-pages"), ["/kept/owner", "/routines"]);
  assert.deepEqual(worker.caches.addresses("-timelines"), []);
});

test("signing out is a change of person too", async () => {
  const worker = await installed();
  await worker.visit("/plan");
  worker.server.who = "nobody";
  await worker.visit("/");
  worker.goOffline();

  const answer = await worker.visit("/plan");

  assert.match(await answer.text(), /No connection/);
});

test("told to forget, it keeps nothing of the person, and the app's own files stay", async () => {
  const worker = await installed();
  await worker.say({ type: "keep", safety: {} });

  await worker.say({ type: "forget" });

  assert.deepEqual(worker.caches.names(), ["unhunch-test-files"]);
});

test("files are answered from the device, whatever the connection", async () => {
  const worker = await installed();
  worker.goOffline();

  const answer = await worker.request("/assets/test/css/app.css", api);

  assert.equal(await answer.text(), "file");
});

test("what is not ours, and what is written, goes its own way", async () => {
  const worker = await installed();

  const answers = [
    await worker.request("https://elsewhere.test/", api),
    await worker.request("/api/v1/due", api),
    await worker.request(TIMELINE, { mode: "cors", method: "PUT" }),
  ];

  assert.deepEqual(answers, [null, null, null]);
});
