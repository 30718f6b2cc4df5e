// A push service that takes everything, over TLS on loopback: by HTTP/1.1 and by HTTP/2.
// node push_service.mjs PEM-FILE   says its ports and answers counts to GET; ends with its standard input.
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import { createSecureServer } from "node:http2";

const pem = readFileSync(process.argv[2]);
const tls = { key: pem, cert: pem };
let taken = 0;

function handle(request, response) {
  if (request.method === "GET") {
    response.setHeader("content-type", "application/json");
    return response.end(JSON.stringify({ taken }));
  }
  request.resume();
  request.on("end", () => {
    taken += 1;
    response.statusCode = 201;
    response.end();
  });
}

const listen = (server) => new Promise((heard) => server.listen(0, "127.0.0.1", () => heard(server.address().port)));
const h1 = await listen(createServer({ ...tls, keepAliveTimeout: 120_000 }, handle));
const h2 = await listen(createSecureServer({ ...tls, allowHTTP1: true, settings: { maxConcurrentStreams: 1000 } }, handle));
console.log(JSON.stringify({ h1, h2 }));
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
