// The server and the caches around a worker under test.

const ORIGIN = "https://unhunch.test";

/** A server: every page belongs to `who`, who plays at a level; it can be slow, broken, or out of reach. */
export function aServer({ who = "mina", level = 1 } = {}) {
  const server = { who, level, offline: false, slow: false, status: 200, timelineStatus: 200, receiptStatus: 201, asked: [] };
  server.fetchFor = (world) => async (request, options = {}) => {
    const url = new URL(request.url ?? request, ORIGIN);
    if (server.offline) throw new TypeError("Failed to fetch");
    if (server.slow) await new Promise((resolve) => setTimeout(resolve, 400));
    if (options.method === "POST") return taken(server, world, JSON.parse(options.body));
    server.asked.push(url.pathname);
    server.headers = options.headers;
    return answerOf(server, url);
  };
  return server;
}

/** Caches that keep copies, as the browser's do; `busiest` is how many files were fetched at once. */
export function fakeCaches(names = []) {
  const fetching = { now: 0, most: 0 };
  const kept = new Map(names.map((name) => [name, new Map()]));
  const open = async (name) => {
    if (!kept.has(name)) kept.set(name, new Map());
    const cache = kept.get(name);
    return {
      put: async (address, response) => cache.set(String(address), response),
      add: async ({ url }) => {
        fetching.most = Math.max(fetching.most, (fetching.now += 1));
        await new Promise((resolve) => setTimeout(resolve, 1));
        fetching.now -= 1;
        cache.set(url, new Response("file"));
      },
      match: async (address) => cache.get(String(address))?.clone(),
      delete: async (address) => cache.delete(address),
    };
  };
  const find = (address) => [...kept.values()].map((cache) => cache.get(new URL(address, ORIGIN).pathname)).find(Boolean);
  const storage = { open, keys: async () => [...kept.keys()], delete: async (name) => kept.delete(name), match: async (address) => find(address)?.clone() };
  const addresses = (part) => [...kept].filter(([name]) => name.endsWith(part)).flatMap(([, cache]) => [...cache.keys()]).sort();
  return { storage, busiest: () => fetching.most, names: () => [...kept.keys()].sort(), addresses };
}

// A broken server takes nothing; one whose answer is lost on the way has taken it.
function taken(server, world, word) {
  world.receipts.push(word);
  if (server.receiptStatus === 0) throw new TypeError("Failed to fetch");
  return new Response("{}", { status: server.receiptStatus });
}

function answerOf(server, { pathname }) {
  if (pathname === "/offline") return page("No connection", {});
  if (pathname === "/play-mine") return redirected(page(`player<i data-level="${server.level}">`, { "Unhunch-Who": server.who }), "/routines/desk_minute/play");
  if (pathname.startsWith("/api/")) {
    const headers = { "Content-Type": "application/json", "Unhunch-Who": server.who };
    return new Response('{"routine":"desk_minute"}', { status: server.timelineStatus, headers });
  }
  return page(`live ${pathname} of ${server.who}`, { "Unhunch-Who": server.who, "Content-Encoding": "br" }, server.status, pathname);
}

function page(words, headers, status = 200, pathname = "/") {
  const response = new Response(`<!doctype html>\n<html lang="en"><h1>${words}</h1>`, { status, headers: { "Content-Type": "text/html; charset=utf-8", ...headers } });
  return at(response, pathname);
}

function at(response, pathname) {
  Object.defineProperty(response, "url", { value: ORIGIN + pathname });
  return response;
}

function redirected(response, pathname) {
  const made = new Response(response.body, response);
  Object.defineProperty(made, "redirected", { value: true });
  return at(made, pathname);
}
