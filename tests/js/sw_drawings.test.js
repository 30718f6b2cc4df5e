import assert from "node:assert/strict";
import test from "node:test";
import { ORIGIN, aWorker } from "./worker.js";

const PAGE = '<div data-drawing="/drawings/{}.svg?edition=e1&amp;lang=en">';
const TIMELINE = { entries: [{ exercise: null, side: "none" }, { exercise: "acu_li4", side: "left" }, { exercise: "acu_li4", side: "right" }, { exercise: "acu_li4", side: "left" }] };
const LEFT = "/drawings/acu_li4.svg?edition=e1&lang=en";

// Answers pages, timelines and drawings; `asked` lists the drawings that were fetched.
function aServer() {
  const server = { asked: [], offline: false };
  server.fetchFor = () => async (request) => {
    const url = new URL(request.url ?? request, ORIGIN);
    if (server.offline) throw new TypeError("Failed to fetch");
    if (url.pathname.startsWith("/drawings/")) server.asked.push(url.pathname + url.search);
    const body = url.pathname.startsWith("/api/") ? JSON.stringify(TIMELINE) : url.pathname.startsWith("/drawings/") ? "<svg/>" : PAGE;
    const response = new Response(body, { headers: { "Content-Type": url.pathname.startsWith("/api/") ? "application/json" : "text/html", "Unhunch-Who": "mina" } });
    Object.defineProperty(response, "url", { value: url.href });
    return response;
  };
  return server;
}

test("with a player's page its drawings are kept, each side once", async () => {
  const server = aServer();
  const worker = aWorker({ server });

  await worker.say({ type: "keep", safety: {} });

  assert.deepEqual([...new Set(server.asked)], [LEFT, `${LEFT}&side=right`]);
  assert.ok(worker.caches.addresses("-files").includes(LEFT));
});

test("a drawing that was seen once is there without a connection", async () => {
  const server = aServer();
  const worker = aWorker({ server });
  const seen = await worker.request("/drawings/mob_turn.svg", { mode: "cors" });
  server.offline = true;

  const again = await worker.request("/drawings/mob_turn.svg", { mode: "cors" });

  assert.equal(await seen.text(), "<svg/>");
  assert.equal(await again.text(), "<svg/>");
  assert.equal(server.asked.length, 1);
});
