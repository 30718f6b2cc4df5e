// CPU of each message sent by the npm package web-push, with connections kept and many at once.
// node web_push.mjs FOLDER-OF-MODULES   takes {origin, ca, keys, vapid, payload, messages, at_once} on standard input.
import { readFileSync } from "node:fs";
import { Agent } from "node:https";
import { createRequire } from "node:module";

const webpush = createRequire(`${process.argv[2]}/`)("web-push");
const told = JSON.parse(readFileSync(0, "utf8"));
const agent = new Agent({ keepAlive: true, maxSockets: told.at_once, ca: readFileSync(told.ca) });
const options = { vapidDetails: told.vapid, TTL: 900, urgency: "high", agent };

async function send(count) {
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const number = next++;
      const subscription = { endpoint: `${told.origin}/wpush/${number}`, keys: told.keys[number % told.keys.length] };
      await webpush.sendNotification(subscription, told.payload, options);
    }
  };
  await Promise.all(Array.from({ length: told.at_once }, worker));
}

await send(told.at_once);
const before = process.cpuUsage();
await send(told.messages);
const { user, system } = process.cpuUsage(before);
console.log((user + system) / told.messages);
process.exit(0);
