import assert from "node:assert/strict";
import test from "node:test";
import { mayOffer } from "../../static/js/base/install.js";
import { keep } from "../../static/js/base/session_queue.js";

function aStorage() {
  const kept = new Map();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value), removeItem: (key) => kept.delete(key) };
}

const after = (state) => {
  const storage = aStorage();
  keep(storage, { uuid: "a", body: { state } });
  return storage;
};

test("installing is not offered before the first finished session", () => {
  assert.equal(mayOffer(aStorage(), false), false);
  assert.equal(mayOffer(after("stopped"), false), false);
  assert.equal(mayOffer(after("stopped_for_safety"), false), false);
});

test("after the first finished session it is", () => {
  assert.equal(mayOffer(after("finished"), false), true);
});

test("it is offered once", () => {
  const storage = after("finished");
  storage.setItem("unhunch.install_offered", "yes");

  assert.equal(mayOffer(storage, false), false);
});

test("not where the app is installed, nor in the app itself", () => {
  const storage = after("finished");

  assert.equal(mayOffer(storage, true), false);
  storage.setItem("unhunch.installed", "yes");
  assert.equal(mayOffer(storage, false), false);
});
