// The drawings of what can be played without a connection.
// Part of the service worker.

const DRAWINGS = "/drawings/";
const DRAWN_AT = /data-drawing="([^"]+)"/; // the player's page says how a drawing is addressed

async function drawingOrNetwork(event) {
  const kept = await caches.match(event.request.url);
  if (kept) return kept;
  const live = await fetch(event.request);
  const { pathname, search } = new URL(event.request.url);
  if (live.ok) event.waitUntil(keepDrawing(pathname + search, live.clone()));
  return live;
}

// For a player's page and its timeline that were just kept.
async function keepDrawings(html, timeline) {
  const [, address] = DRAWN_AT.exec(html) ?? [];
  if (!address || !timeline.ok) return;
  const { entries } = await timeline.json();
  const wanted = entries.filter((entry) => entry.exercise).map((entry) => address.replaceAll("&amp;", "&").replace("{}", entry.exercise) + (entry.side === "right" ? "&side=right" : ""));
  for (const one of new Set(wanted)) await keepOneDrawing(one);
}

async function keepOneDrawing(address) {
  if (await caches.match(address)) return;
  const live = await fetch(address);
  if (live.ok) await keepDrawing(address, live);
}

async function keepDrawing(address, response) {
  await (await caches.open(KEPT_FILES)).put(address, response);
}
