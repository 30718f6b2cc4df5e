import assert from "node:assert/strict";
import test from "node:test";
import { report } from "../../static/js/base/receipts.js";

const NOW = new Date("2026-11-23T10:00:00.000Z");

/** A page whose server answers `status` (0: no connection) and whose worker keeps what it hears. */
function aPage({ status = 201, hasWorker = true } = {}) {
  const page = { sent: [], heard: [] };
  globalThis.document = { querySelector: () => null };
  globalThis.fetch = async (url, options) => {
    page.sent.push([url, JSON.parse(options.body)]);
    if (status === 0) throw new TypeError("Failed to fetch");
    return new Response("{}", { status });
  };
  const active = { postMessage: (message) => page.heard.push(message) };
  const serviceWorker = { getRegistration: async () => (hasWorker ? { active } : undefined) };
  Object.defineProperty(globalThis, "navigator", { value: { serviceWorker }, configurable: true });
  return page;
}

test("a page tells the server itself, with its clock at that moment", async () => {
  const page = aPage();

  await report("t1", "opened", NOW);

  const at = NOW.toISOString();
  assert.deepEqual(page.sent, [["/api/v1/receipts", { token: "t1", kind: "opened", at, sent_at: at }]]);
  assert.deepEqual(page.heard, []);
});

for (const status of [0, 429, 503]) {
  test(`what could not be told (${status}) is handed to the worker with its own instant`, async () => {
    const page = aPage({ status });

    await report("t1", "opened", NOW);

    assert.deepEqual(page.heard, [{ type: "receipt", word: { token: "t1", kind: "opened", at: NOW.toISOString() } }]);
  });
}

test("what was refused for good is handed to nobody, and nothing breaks", async () => {
  const refused = aPage({ status: 404 });
  await report("t1", "opened", NOW);
  assert.deepEqual(refused.heard, []);

  aPage({ status: 0, hasWorker: false });
  await report("t1", "opened", NOW);
});
