// Plays the build server and the chat on this machine: node build-server.mjs [port]
import { createServer } from "node:http";

const port = Number(process.argv[2] ?? 4080);
const known = new Set();

createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString();
  const key = request.headers["idempotency-key"];
  const isAgain = key !== undefined && known.has(key);
  if (key !== undefined) known.add(key);
  if (!isAgain) console.log(`${request.url} ${body}`);
  response.end();
}).listen(port, "127.0.0.1", () => console.log(`listening on http://127.0.0.1:${port}`));
