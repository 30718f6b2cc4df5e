// JSON over HTTP with the page's token, and refusals as one kind of error.

/** A request that did not succeed: status (0 without a connection), title, detail, fields {name: message}. */
export class Problem extends Error {
  constructor(status, body = {}) {
    super(body.detail || body.title || `HTTP ${status}`);
    this.name = "Problem";
    this.status = status;
    this.title = body.title || "";
    this.detail = body.detail || "";
    this.fields = Object.fromEntries((body.errors || []).map((one) => [one.field, one.message]));
  }

  /** True where the same request may succeed later. */
  get passing() {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

/** Fetches JSON; rejects with Problem. */
export const getJson = (url, headers = {}) => request(url, { method: "GET", headers });

/** Posts JSON and answers the JSON that came back, or null; rejects with Problem. */
export const postJson = (url, body) => send("POST", url, body);

/** Puts JSON and answers the JSON that came back, or null; rejects with Problem. */
export const putJson = (url, body) => send("PUT", url, body);

/** True where this browser is signed in, so that writing on the person's behalf makes sense. */
export const isSignedIn = () => token() !== null;

async function send(method, url, body) {
  const headers = { "Content-Type": "application/json" };
  if (token()) headers["X-CSRF-Token"] = token();
  const answer = await request(url, { method, headers, body: JSON.stringify(body), keepalive: true });
  globalThis.navigator?.serviceWorker?.controller?.postMessage({ type: "wrote" }); // its copies may be from before
  return answer;
}

async function request(url, options) {
  let response;
  try {
    response = await fetch(url, { credentials: "same-origin", cache: "no-store", ...options, headers: { Accept: "application/json", ...options.headers } });
  } catch {
    throw new Problem(0);
  }
  const body = await bodyOf(response);
  if (!response.ok) throw new Problem(response.status, body ?? {});
  return body;
}

async function bodyOf(response) {
  try {
    return await response.json();
  } catch {
    return null;
  }
}

/** The token every write of this browser carries, or null where it is not signed in. */
export function token() {
  return document.querySelector('meta[name="csrf-token"]')?.content ?? null;
}
