import assert from "node:assert/strict";
import test from "node:test";
import { aWorker } from "./worker.js";

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
  await worker.visit("/routines");

  const answer = await worker.visit("/routines");

  const html = await answer.text();
  assert.match(html, /live \/routines/);
  assert.doesNotMatch(html, /data-kept-at/);
});

test("a visit without a connection gets the last copy, marked with its age", async () => {
  const worker = await installed();
  await worker.visit("/routines");
  worker.goOffline();

  const answer = await worker.visit("/routines");

  const html = await answer.text();
  assert.match(html, /live \/routines/);
  const [, keptAt] = /<html data-kept-at="([^"]+)" lang="en">/.exec(html);
  assert.ok(Math.abs(Date.now() - Date.parse(keptAt)) < 60_000);
});

test("a copy is not sent on as compressed", async () => {
  const worker = await installed();
  await worker.visit("/routines");
  worker.goOffline();

  const answer = await worker.visit("/routines");

  assert.equal(answer.headers.get("Content-Encoding"), null);
});

test("a slow connection gets the copy, and the copy is renewed behind it", async () => {
  const worker = await installed();
  await worker.visit("/routines");
  worker.server.slow = true;

  const answer = await worker.visit("/routines");

  assert.match(await answer.text(), /data-kept-at/);
  await worker.settled;
  assert.equal(worker.server.asked.filter((one) => one === "/routines").length, 2);
});

test("a slow connection without a copy is waited for", async () => {
  const worker = await installed();
  worker.server.slow = true;

  const answer = await worker.visit("/routines");

  assert.doesNotMatch(await answer.text(), /data-kept-at/);
});

test("a proxy without a server behind it counts as no connection", async () => {
  const worker = await installed();
  await worker.visit("/routines");
  worker.server.status = 502;

  const answer = await worker.visit("/routines");

  assert.equal(answer.status, 200);
  assert.match(await answer.text(), /data-kept-at/);
});

test("an error page is shown and not kept", async () => {
  const worker = await installed();
  worker.server.status = 404;

  const answer = await worker.visit("/routines");

  assert.equal(answer.status, 404);
  assert.deepEqual(worker.caches.addresses("-pages"), []);
});

test("without a copy there is the page that says so", async () => {
  const worker = await installed();
  worker.goOffline();

  const answer = await worker.visit("/routines");

  assert.match(await answer.text(), /No connection/);
});

test("a form sent without a connection gets the page that says so", async () => {
  const worker = await installed();
  worker.goOffline();

  const answer = await worker.request("/routines", { method: "POST" });

  assert.match(await answer.text(), /No connection/);
});

test("a reminder tapped without a connection opens the person's own routine", async () => {
  const worker = await installed();
  await worker.say({ type: "keep", safety: {} });
  worker.goOffline();

  const answer = await worker.visit("/go/some-token");

  assert.match(await answer.text(), /player/);
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
