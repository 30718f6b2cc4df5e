import assert from "node:assert/strict";
import test from "node:test";
import { aMessage, aPage, aWorker } from "./worker.js";

test("a push shows its notification and reports it", async () => {
  const worker = aWorker({ maxActions: 2 });

  await worker.push(aMessage({ token: "t1" }));

  const [shown] = worker.shown;
  assert.equal(shown.title, "Desk minute");
  assert.equal(shown.renotify, false);
  assert.equal(shown.tag, "plan-1");
  assert.equal(shown.data.navigate, "https://unhunch.test/go/t1");
  assert.deepEqual(shown.actions.map((one) => one.action), ["snooze", "skip"]);
  assert.deepEqual(worker.receipts.map(({ token, kind }) => [token, kind]), [["t1", "shown"]]);
});

test("an unreadable push still shows something, and reports nothing", async () => {
  const worker = aWorker();

  await worker.push({ json() { throw new SyntaxError("no JSON"); } });
  await worker.push(null);

  assert.equal(worker.shown.length, 1);
  assert.match(worker.shown[0].title, /break/);
  assert.deepEqual(worker.receipts, []);
});

test("an unreadable push speaks the language whose words are kept here", async () => {
  const worker = aWorker();
  const cache = await worker.caches.storage.open("unhunch-test-files");
  await cache.put("/reminder-words.json", new Response(JSON.stringify({ title: "Время для паузы", lang: "ru" })));

  await worker.push(null);

  assert.deepEqual(worker.shown.map(({ title, lang }) => [title, lang]), [["Время для паузы", "ru"]]);
});

test("actions are cut to what the device can show", async () => {
  const one = aWorker({ maxActions: 1 });
  const none = aWorker({ maxActions: null });

  await one.push(aMessage({ token: "t1" }));
  await none.push(aMessage({ token: "t1" }));

  assert.deepEqual(one.shown[0].actions.map((each) => each.action), ["snooze"]);
  assert.deepEqual(none.shown[0].actions, []);
});

test("an older reminder with the same tag is closed before the new one shows", async () => {
  const worker = aWorker();
  await worker.push(aMessage({ token: "ten" }));

  await worker.push(aMessage({ token: "eleven" }));

  assert.deepEqual(worker.log, ["show ten", "close ten", "show eleven"]);
});

test("the same message again shows again, left to the tag and quiet", async () => {
  const worker = aWorker();
  await worker.push(aMessage({ token: "ten" }));

  await worker.push(aMessage({ token: "ten" }));

  assert.deepEqual(worker.log, ["show ten", "show ten"]);
});

test("a receipt that cannot be sent does not take the notification away", async () => {
  const worker = aWorker({ offline: true });

  await worker.push(aMessage({ token: "t1" }));

  assert.equal(worker.shown.length, 1);
});

test("a press opens the session where no page is open", async () => {
  const worker = aWorker();
  await worker.push(aMessage({ token: "t1" }));

  await worker.press();

  assert.deepEqual(worker.opened, ["https://unhunch.test/go/t1"]);
  assert.deepEqual(worker.shown, []);
});

test("a press brings an open page to the front and moves it", async () => {
  const page = aPage("https://unhunch.test/plan");
  const worker = aWorker({ pages: [page] });
  await worker.push(aMessage({ token: "t1" }));

  await worker.press();

  assert.deepEqual(page.log, ["focus", "navigate https://unhunch.test/go/t1"]);
  assert.deepEqual(worker.opened, []);
});

test("a press leaves a running session on the screen alone", async () => {
  const playing = aPage("https://unhunch.test/routines/micro_break/play?level=1");
  const worker = aWorker({ pages: [playing] });
  await worker.push(aMessage({ token: "t1" }));

  await worker.press();

  assert.deepEqual(playing.log, []);
  assert.deepEqual(worker.opened, ["https://unhunch.test/go/t1"]);
});

test("a page that may not be moved gets a window of its own instead", async () => {
  const foreign = aPage("https://unhunch.test/", { movable: false });
  const worker = aWorker({ pages: [foreign] });
  await worker.push(aMessage({ token: "t1" }));

  await worker.press();

  assert.deepEqual(worker.opened, ["https://unhunch.test/go/t1"]);
});

test("Snooze and Skip report and open nothing", async () => {
  const worker = aWorker({ maxActions: 2 });
  await worker.push(aMessage({ token: "t1" }));
  await worker.press("snooze");
  await worker.push(aMessage({ token: "t2" }));
  await worker.press("skip");

  const said = worker.receipts.map(({ token, kind, minutes }) => [token, kind, minutes]);
  assert.deepEqual(said, [["t1", "shown", undefined], ["t1", "snoozed", 10], ["t2", "shown", undefined], ["t2", "skipped", undefined]]);
  assert.deepEqual(worker.opened, []);
});

test("a receipt says when, in the instant's own words", async () => {
  const worker = aWorker();

  await worker.push(aMessage({ token: "t1" }));

  assert.ok(!Number.isNaN(Date.parse(worker.receipts[0].at)));
});

test("a notification wiped away reports that", async () => {
  const worker = aWorker();
  await worker.push(aMessage({ token: "t1" }));

  await worker.wipeAway();

  assert.equal(worker.receipts.at(-1).kind, "dismissed");
});

test("a changed subscription is renewed with the old key and told to the pages", async () => {
  const page = aPage("https://unhunch.test/");
  const worker = aWorker({ pages: [page] });

  await worker.fire("pushsubscriptionchange", { oldSubscription: { options: { applicationServerKey: "old-key" } } });

  assert.deepEqual(worker.subscribedWith, ["old-key"]);
  assert.deepEqual(page.messages, ["subscription-changed"]);
});

test("the badge counts a reminder until it is answered, and a test message not at all", async () => {
  const worker = aWorker();

  await worker.push(aMessage({ token: "t1", kind: "test" }));
  await worker.push(aMessage({ token: "t2" }));
  await worker.press();

  assert.deepEqual(worker.badges, [1, 0]);
});

test("a press leaves a session that a reminder opened on the screen alone", async () => {
  const playing = aPage("https://unhunch.test/go/t0");
  const worker = aWorker({ pages: [playing] });
  await worker.push(aMessage({ token: "t1" }));

  await worker.press();

  assert.deepEqual(playing.log, []);
  assert.deepEqual(worker.opened, ["https://unhunch.test/go/t1"]);
});
