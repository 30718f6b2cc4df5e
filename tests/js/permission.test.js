import assert from "node:assert/strict";
import test from "node:test";
import { labelOf } from "../../static/js/devices/label.js";
import { featuresOf, permissionState } from "../../static/js/devices/permission.js";

const able = { secure: true, worker: true, push: true, homeScreen: false, standalone: false, modern: true, inApp: false, permission: "default" };
const iphone = { ...able, push: false, homeScreen: true };

const CASES = [
  ["an able browser that was never asked", able, false, "ask"],
  ["allowed and connected", { ...able, permission: "granted" }, true, "on"],
  ["allowed, but the subscription is gone", { ...able, permission: "granted" }, false, "renew"],
  ["blocked by the person", { ...able, permission: "denied" }, false, "denied"],
  ["withdrawn later in the system's settings, subscription still there", { ...able, permission: "denied" }, true, "denied"],
  ["plain http, whatever else it has", { ...able, secure: false, permission: "granted" }, true, "insecure"],
  ["plain http inside another app", { ...able, secure: false, push: false, inApp: true }, false, "insecure"],
  ["a Safari tab on an iPhone", iphone, false, "install_first"],
  ["another browser on an iPhone", iphone, false, "install_first"],
  ["an iPad that poses as a Mac", iphone, false, "install_first"],
  ["a Safari tab before iOS 16.4", { ...iphone, modern: false }, false, "too_old"],
  ["a Home Screen app before iOS 16.4", { ...iphone, standalone: true, modern: false }, false, "too_old"],
  ["an old Home Screen app, which speaks like a web view", { ...iphone, standalone: true, modern: false, inApp: true }, false, "too_old"],
  ["a Home Screen app that has no push although it should", { ...iphone, standalone: true }, false, "too_old"],
  ["a Home Screen app since iOS 16.4", { ...iphone, standalone: true, push: true }, false, "ask"],
  ["a Home Screen app that was refused", { ...iphone, standalone: true, push: true, permission: "denied" }, false, "denied"],
  ["a page inside another app on an iPhone", { ...iphone, inApp: true }, false, "in_app"],
  ["a page inside another app on Android", { ...able, push: false, inApp: true }, false, "in_app"],
  ["a page inside an app that can do it all the same", { ...able, inApp: true }, false, "ask"],
  ["a browser without push", { ...able, push: false }, false, "unsupported"],
  ["a private window without workers", { ...able, worker: false }, false, "unsupported"],
];

for (const [who, features, subscribed, state] of CASES) {
  test(`${who}: ${state}`, () => assert.equal(permissionState(features, subscribed), state));
}

test("no set of features leaves a person without an answer", () => {
  const known = new Set(["insecure", "in_app", "install_first", "too_old", "unsupported", "denied", "ask", "renew", "on"]);
  const flags = ["secure", "worker", "push", "homeScreen", "standalone", "modern", "inApp"];
  for (let bits = 0; bits < 2 ** flags.length; bits += 1) {
    const features = Object.fromEntries(flags.map((flag, n) => [flag, Boolean(bits & (1 << n))]));
    for (const permission of ["default", "granted", "denied"]) {
      for (const subscribed of [true, false]) {
        const state = permissionState({ ...features, permission }, subscribed);

        assert.ok(known.has(state));
        if (["ask", "renew", "on", "denied"].includes(state)) assert.ok(features.secure && features.push && features.worker);
        if (state === "on") assert.ok(permission === "granted" && subscribed);
      }
    }
  }
});

test("features are read from the window, not from the browser's name", () => {
  const view = {
    isSecureContext: true,
    navigator: { serviceWorker: {}, standalone: false, maxTouchPoints: 5, userActivation: {} },
    matchMedia: () => ({ matches: false }),
  };

  assert.deepEqual(featuresOf(view), { secure: true, worker: true, push: false, homeScreen: true, standalone: false, modern: true, inApp: false, permission: "default" });
});

test("a device is named so that its owner knows it", () => {
  const pixel = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36";
  const mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15";

  assert.equal(labelOf({ userAgent: pixel, maxTouchPoints: 5 }), "Chrome, Android");
  assert.equal(labelOf({ userAgent: mac, maxTouchPoints: 0 }), "Safari, Mac");
  assert.equal(labelOf({ userAgent: mac, maxTouchPoints: 5 }), "Safari, iPad");
  assert.equal(labelOf({}), "Browser");
});
