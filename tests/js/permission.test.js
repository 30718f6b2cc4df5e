import assert from "node:assert/strict";
import test from "node:test";
import { labelOf } from "../../static/js/devices/label.js";
import { featuresOf, OFFERS, permissionState } from "../../static/js/devices/permission.js";

const able = { secure: true, worker: true, push: true, homeScreen: false, standalone: false, permission: "default" };
const iphone = { ...able, push: false, homeScreen: true };

const CASES = [
  ["an able browser that was never asked", able, false, "ask"],
  ["allowed and connected", { ...able, permission: "granted" }, true, "on"],
  ["allowed, but the subscription is gone", { ...able, permission: "granted" }, false, "renew"],
  ["blocked by the person", { ...able, permission: "denied" }, false, "denied"],
  ["withdrawn later in the system's settings, subscription still there", { ...able, permission: "denied" }, true, "denied"],
  ["plain http, whatever else it has", { ...able, secure: false, permission: "granted" }, true, "insecure"],
  ["a Safari tab on an iPhone", iphone, false, "install_first"],
  ["a Home Screen app before iOS 16.4", { ...iphone, standalone: true }, false, "too_old"],
  ["a Home Screen app since iOS 16.4", { ...iphone, standalone: true, push: true }, false, "ask"],
  ["a browser without push", { ...able, push: false }, false, "unsupported"],
  ["a private window without workers", { ...able, worker: false }, false, "unsupported"],
];

for (const [who, features, subscribed, state] of CASES) {
  test(`${who}: ${state}`, () => assert.equal(permissionState(features, subscribed), state));
}

test("only a state that can be asked offers the button, only a live one the test", () => {
  const allowing = Object.keys(OFFERS).filter((state) => OFFERS[state].allow);
  const testing = Object.keys(OFFERS).filter((state) => OFFERS[state].test);

  assert.deepEqual(allowing, ["ask", "renew"]);
  assert.deepEqual(testing, ["on"]);
});

test("features are read from the window, not from the browser's name", () => {
  const view = {
    isSecureContext: true,
    navigator: { serviceWorker: {}, standalone: false, maxTouchPoints: 5 },
    matchMedia: () => ({ matches: false }),
  };

  assert.deepEqual(featuresOf(view), { secure: true, worker: true, push: false, homeScreen: true, standalone: false, permission: "default" });
});

test("a device is named so that its owner knows it", () => {
  const pixel = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36";
  const mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15";

  assert.equal(labelOf({ userAgent: pixel, maxTouchPoints: 5 }), "Chrome, Android");
  assert.equal(labelOf({ userAgent: mac, maxTouchPoints: 0 }), "Safari, Mac");
  assert.equal(labelOf({ userAgent: mac, maxTouchPoints: 5 }), "Safari, iPad");
  assert.equal(labelOf({}), "Browser");
});
