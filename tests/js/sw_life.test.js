import assert from "node:assert/strict";
import test from "node:test";
import { aPage, aWorker } from "./worker.js";
import { fakeCaches } from "./worker_world.js";

const PLAYERS = ["https://unhunch.test/routines/desk_minute/play?level=2", "https://unhunch.test/go/abc"];

test("a new version takes over at once where nobody is in a session", async () => {
  const worker = aWorker({ pages: [aPage("https://unhunch.test/plan")] });

  await worker.fire("install");

  assert.equal(worker.skipped, 1);
});

for (const player of PLAYERS) {
  test(`a new version waits while a session is open at ${new URL(player).pathname}`, async () => {
    const worker = aWorker({ pages: [aPage("https://unhunch.test/"), aPage(player)] });

    await worker.fire("install");
    await worker.say({ type: "take-over" });

    assert.equal(worker.skipped, 0);
  });
}

test("a waiting version takes over when a page asks and the session is left", async () => {
  const pages = [aPage(PLAYERS[0])];
  const worker = aWorker({ pages });
  await worker.fire("install");
  pages[0].url = "https://unhunch.test/";

  await worker.say({ type: "take-over" });

  assert.equal(worker.skipped, 1);
});

test("a player that closes a moment after the page asked does not keep the new version waiting", async () => {
  const pages = [aPage(PLAYERS[0])];
  const worker = aWorker({ pages });
  await worker.fire("install");

  const asked = worker.say({ type: "take-over" });
  setTimeout(() => pages.pop(), 8);
  await asked;

  assert.equal(worker.skipped, 1);
});

test("taking over, it deletes what older versions kept and nothing of other apps", async () => {
  const caches = fakeCaches(["unhunch-b1-files", "unhunch-b1-pages", "unhunch-b0", "another-app"]);
  const worker = aWorker({ build: "b2", caches });
  await worker.fire("install");

  await worker.fire("activate");

  assert.deepEqual(caches.names(), ["another-app", "unhunch-b2-files"]);
  assert.equal(worker.claimed, 1);
});

test("what an older version left behind while it was let go of is deleted at the next launch", async () => {
  const caches = fakeCaches(["unhunch-b1-files", "another-app"]);
  const worker = aWorker({ build: "b2", caches });

  await worker.say({ type: "keep" });

  assert.deepEqual(caches.names().filter((name) => !name.startsWith("unhunch-b2")), ["another-app"]);
});

for (const life of [{ state: "redundant" }, { waiting: {} }]) {
  test(`a version that is on its way out leaves the newer one its files: ${Object.keys(life)}`, async () => {
    const caches = fakeCaches(["unhunch-b3-files"]);
    const worker = aWorker({ build: "b2", caches, ...life });

    await worker.say({ type: "keep" });

    assert.ok(caches.names().includes("unhunch-b3-files"));
  });
}

test("while it waits, the version before keeps its files", async () => {
  const caches = fakeCaches(["unhunch-b1-files", "unhunch-b1-pages"]);
  const worker = aWorker({ build: "b2", caches, pages: [aPage(PLAYERS[0])] });

  await worker.fire("install");

  assert.deepEqual(caches.names(), ["unhunch-b1-files", "unhunch-b1-pages", "unhunch-b2-files"]);
});

test("installed, it has its files, the safety rules and the page for no connection", async () => {
  const worker = aWorker({ build: "b2" });

  await worker.fire("install");

  assert.deepEqual(worker.caches.addresses("-files"), ["/assets/b2/css/app.css", "/assets/b2/js/today/page.js", "/offline", "/reminder-words.json", "/safety-check.json", "/safety-rules.json"]);
});

test("its files are fetched a few at a time: somebody is using the page", async () => {
  const files = Array.from({ length: 40 }, (_, number) => `js/${number}.js`);
  const worker = aWorker({ files });

  await worker.fire("install");

  assert.equal(worker.caches.addresses("-files").length, files.length + 4);
  assert.equal(worker.caches.busiest(), 3);
});

test("an installation that fails half-way is no installation", async () => {
  const worker = aWorker({ offline: true });

  await assert.rejects(worker.fire("install"));

  assert.equal(worker.skipped, 0);
});
