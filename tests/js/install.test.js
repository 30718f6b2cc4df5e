import assert from "node:assert/strict";
import test from "node:test";
import { mayOffer } from "../../static/js/base/install.js";
import { aStorage } from "./storage.js";

const after = (finished) => {
  const storage = aStorage();
  if (finished) storage.setItem("unhunch.finished", "yes");
  return storage;
};

test("installing is not offered before the first finished session", () => {
  assert.equal(mayOffer(after(false), false), false);
});

test("after the first finished session it is", () => {
  assert.equal(mayOffer(after(true), false), true);
});

test("it is offered once", () => {
  const storage = after(true);
  storage.setItem("unhunch.install_offered", "yes");

  assert.equal(mayOffer(storage, false), false);
});

test("not where the app is installed, nor in the app itself", () => {
  const storage = after(true);

  assert.equal(mayOffer(storage, true), false);
  storage.setItem("unhunch.installed", "yes");
  assert.equal(mayOffer(storage, false), false);
});
