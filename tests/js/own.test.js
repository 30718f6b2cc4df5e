// Putting a routine together: where things stand after something moved.

import assert from "node:assert/strict";
import { test } from "node:test";

import { exerciseOf } from "../../static/js/own/closed.js";
import { focusAfter, moved, placeAt } from "../../static/js/own/order.js";

const LIST = ["a", "b", "c", "d"];

test("a thing moves up or down and the others close ranks", () => {
  assert.deepEqual(moved(LIST, 0, 2), ["b", "c", "a", "d"]);
  assert.deepEqual(moved(LIST, 3, 0), ["d", "a", "b", "c"]);
  assert.deepEqual(moved(LIST, 1, 1), LIST);
});

test("nothing moves out of the list", () => {
  assert.deepEqual(moved(LIST, 0, -1), LIST);
  assert.deepEqual(moved(LIST, 3, 9), LIST);
});

test("a dragged thing belongs where its middle passed those of others", () => {
  const middles = [30, 90, 150, 210];
  assert.equal(placeAt(middles, 0, 30), 0);
  assert.equal(placeAt(middles, 0, 89), 0);
  assert.equal(placeAt(middles, 0, 91), 1);
  assert.equal(placeAt(middles, 0, 500), 3);
  assert.equal(placeAt(middles, 3, 100), 2);
  assert.equal(placeAt(middles, 3, -40), 0);
});

test("wherever it is put down, moving it there leaves everything in the list once", () => {
  for (let from = 0; from < 4; from += 1) {
    for (let at = -100; at < 400; at += 7) {
      const to = placeAt([30, 90, 150, 210], from, at);
      const list = moved(LIST, from, to);
      assert.equal(list[to], LIST[from]);
      assert.deepEqual([...list].sort(), LIST);
    }
  }
});

test("the focus goes along with what was moved, and to the other button at either end", () => {
  assert.deepEqual(focusAfter("up:2"), ["up-1", "down-1"]);
  assert.deepEqual(focusAfter("down:0"), ["down-1", "up-1"]);
  assert.deepEqual(focusAfter("remove:1"), []);
  assert.deepEqual(focusAfter("add:mob_turn"), []);
});

test("what stands in the page is the exercise the rules of the safety check know", () => {
  const found = exerciseOf({ kind: "massage", tags: "neck_touch neck_motion", points: "" });
  assert.deepEqual(found, { kind: "massage", tags: ["neck_touch", "neck_motion"], points: [] });
});
