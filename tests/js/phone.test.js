import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { installOn, isInApp, refusedIn } from "../../static/js/phone/browser.js";
import { isUnderway, nextWait, verdictOf } from "../../static/js/phone/progress.js";

const IOS = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
const IOS_26 = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
const MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15";
const PIXEL = "Mozilla/5.0 (Linux; Android 14; Pixel 7) AppleWebKit/537.36 (KHTML, like Gecko)";
const DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

const BROWSERS = [
  // who, what it says of itself, more, steps to the Home Screen, steps after a refusal
  ["Safari on iOS 17", `${IOS} Version/17.5 Mobile/15E148 Safari/604.1`, {}, "iphone", "other"],
  ["Safari on iOS 26, which calls its system 18", `${IOS_26} Version/26.1 Mobile/15E148 Safari/604.1`, {}, "iphone_26", "other"],
  ["a Home Screen app", `${IOS} Mobile/15E148`, { standalone: true }, "iphone", "ios_app"],
  ["an iPad posing as a Mac", MAC, { maxTouchPoints: 5 }, "ipad", "other"],
  ["an iPad's Home Screen app", MAC, { maxTouchPoints: 5, standalone: true }, "ipad", "ios_app"],
  ["Chrome on an iPhone", `${IOS} CriOS/140.0 Mobile/15E148 Safari/604.1`, {}, "other_browser", "other"],
  ["Firefox on an iPhone", `${IOS} FxiOS/140.0 Mobile/15E148 Safari/605.1.15`, {}, "other_browser", "other"],
  ["Safari on a Mac", MAC, { maxTouchPoints: 0 }, "iphone", "mac_safari"],
  ["Chrome on Android", `${PIXEL} Chrome/140.0.0.0 Mobile Safari/537.36`, {}, "iphone", "android_chrome"],
  ["the installed app on Android", `${PIXEL} Chrome/140.0.0.0 Mobile Safari/537.36`, { standalone: true }, "iphone", "android_app"],
  ["Samsung Internet", `${PIXEL} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36`, {}, "iphone", "android_samsung"],
  ["Firefox on Android", "Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0", {}, "iphone", "android_firefox"],
  ["Chrome on a desktop", DESK, {}, "iphone", "desktop_chrome"],
  ["Edge on a desktop", `${DESK} Edg/140.0.0.0`, {}, "iphone", "desktop_edge"],
  ["Firefox on a desktop", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", {}, "iphone", "desktop_firefox"],
  ["something nobody knows", "Browser/1.0", {}, "iphone", "other"],
];

for (const [who, userAgent, more, install, refused] of BROWSERS) {
  test(`the steps fit ${who}`, () => {
    const browser = { userAgent, maxTouchPoints: 0, standalone: false, ...more };

    assert.equal(installOn(browser), install);
    assert.equal(refusedIn(browser), refused);
  });
}

test("each key of steps has its list on the page, and each list its key", () => {
  const words = (name) => readFileSync(new URL(`../../templates/phone/${name}.html`, import.meta.url), "utf8");
  const inPage = (text, pattern) => new Set([...text.matchAll(pattern)].map(([, key]) => key));
  const keys = (column) => new Set(BROWSERS.map((row) => row[column]));

  assert.deepEqual(inPage(words("install"), /data-install="(\w+)"/g), keys(3));
  assert.deepEqual(inPage(words("refused"), /^ {2}\('(\w+)'/gm), keys(4));
});

const IN_APP = [
  ["Instagram", `${IOS} Mobile/15E148 Instagram 300.0`],
  ["Facebook", `${IOS} Mobile/15E148 [FBAN/FBIOS;FBAV/400.0]`],
  ["a bare web view on an iPhone", `${IOS} Mobile/15E148`],
  ["a web view on Android", `${PIXEL.replace("Pixel 7", "Pixel 7; wv")} Version/4.0 Chrome/140.0.0.0 Mobile Safari/537.36`],
  ["Line", `${PIXEL} Chrome/140.0.0.0 Mobile Safari/537.36 Line/14.0`],
];

for (const [who, userAgent] of IN_APP) test(`${who} is another app`, () => assert.ok(isInApp(userAgent)));

test("browsers are no in-app browsers", () => {
  const inTabs = BROWSERS.filter(([, , more]) => !more.standalone);

  for (const [who, userAgent] of inTabs) assert.ok(!isInApp(userAgent), who);
});

test("a link is followed until it arrived or is too old, and not for ever", () => {
  assert.ok(["waiting", "joined", "connected"].every(isUnderway));
  assert.ok(!["arrived", "expired"].some(isUnderway));
  assert.equal(nextWait("waiting", 0), 1000);
  assert.equal(nextWait("joined", 200), 3000);
  assert.equal(nextWait("arrived", 0), null);
  assert.equal(nextWait("waiting", 601), null);
});

test("a test message is over when it was shown, has failed, or nobody hears of it", () => {
  assert.deepEqual(verdictOf({ state: "accepted", shown_at: "2026-11-23T10:00:00Z" }, 0), { words: "devices.test.shown", done: true, ask: false });
  assert.deepEqual(verdictOf({ state: "gone", shown_at: null }, 0), { words: "devices.test.failed", done: true, ask: false });
  assert.deepEqual(verdictOf({ state: "waiting", shown_at: null }, 3), { words: "devices.test.sending", done: false, ask: false });
  assert.deepEqual(verdictOf({ state: "accepted", shown_at: null }, 20), { words: "devices.test.sent", done: true, ask: true });
  assert.deepEqual(verdictOf({ state: "waiting", shown_at: null }, 20), { words: "devices.test.late", done: true, ask: true });
});
