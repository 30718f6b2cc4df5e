// What phones show of the messages that reached them, by the service worker's own code.
// Standard input: {phone: [payload, ...]} in the order of arrival; output: {phone: [token of each alert]}.

import { readFileSync } from "node:fs";
import { aWorker } from "../js/worker.js";

const phones = JSON.parse(readFileSync(0, "utf8"));
const alerts = {};
for (const [phone, payloads] of Object.entries(phones)) alerts[phone] = await alertsOf(payloads);
process.stdout.write(JSON.stringify(alerts));

/** A notification alerts unless it takes the place of one with its tag, which `renotify` keeps quiet. */
async function alertsOf(payloads) {
  const worker = aWorker();
  const found = [];
  for (const payload of payloads) {
    const message = JSON.parse(payload);
    const standing = new Set(worker.shown);
    await worker.push({ json: () => message });
    const [shown, ...others] = worker.shown;
    if (!shown || others.length) throw new Error(`${worker.shown.length} notifications stand at once`);
    const replaced = [...standing].some((one) => one.tag === shown.tag && one.data.token === shown.data.token);
    if (!replaced || shown.renotify) found.push(shown.data.token);
  }
  return found;
}
