// Runs Lighthouse as on a phone over pages, one after the other: `node run.mjs CHROMIUM` with a JSON list of
// {name, url, cookie} on standard input; prints one line of JSON for each.

import { text } from "node:stream/consumers";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const CATEGORIES = ["performance", "accessibility", "best-practices"];

const pages = JSON.parse(await text(process.stdin));
const chrome = await launch({ chromePath: process.argv[2], chromeFlags: FLAGS, logLevel: "silent" });
try {
  for (const { name, url, cookie } of pages) {
    const extraHeaders = cookie ? { Cookie: cookie } : {};
    const { lhr } = await lighthouse(url, { port: chrome.port, logLevel: "error", onlyCategories: CATEGORIES, extraHeaders });
    console.log(JSON.stringify(resultOf(name, lhr)));
  }
} finally {
  chrome.kill();
}

function resultOf(name, { categories, audits, runtimeError }) {
  const scores = Object.fromEntries(CATEGORIES.map((id) => [id, Math.round((categories[id]?.score ?? 0) * 100)]));
  const failed = CATEGORIES.flatMap((id) => categories[id]?.auditRefs ?? [])
    .filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 0.9)
    .map(({ id }) => id);
  return { name, ...scores, lcp: Math.round(audits["largest-contentful-paint"]?.numericValue ?? 0), failed, trouble: runtimeError?.message ?? null };
}
