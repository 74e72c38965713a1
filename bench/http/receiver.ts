// A process of its own with one receiver over HTTP, so that its processor time and memory are its own. Ends with its parent.
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { lambdaContext, toGithub } from "../handlers/gateway.ts";
import { subjectOf } from "../micro/bridge.ts";
import type { Usage } from "./receiver-handle.ts";

interface GatewayAnswer {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The bundled `receive` behind a plain server that hands requests over as the gateway does. */
async function hookbridge(bundle: string): Promise<Server> {
  const { handler } = (await import(bundle)) as {
    handler: (event: object, context: object) => Promise<GatewayAnswer>;
  };
  const answer = async (request: IncomingMessage): Promise<GatewayAnswer> =>
    handler(toGithub(request.rawHeaders, await buffer(request)), { ...lambdaContext });
  const server = createServer((request, response) => {
    answer(request).then(
      ({ statusCode, headers, body }) => response.writeHead(statusCode, headers).end(body),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

const [, , kind = "", bundle = "", queueUrl = ""] = process.argv;

async function start(): Promise<Server> {
  if (kind === "Hookbridge") return hookbridge(bundle);
  const peersFile = "../peers/receivers.mjs";
  const { receivers } = (await import(peersFile)) as {
    receivers: Readonly<Record<string, (options: object) => Promise<Server>>>;
  };
  const made = receivers[kind]?.({ secret: subjectOf("github").secret, queueUrl });
  if (!made) throw new Error(`no receiver ${kind}`);
  return made;
}

const server = await start();
process.on("disconnect", () => process.exit(0));
process.on("message", () => {
  const { user, system } = process.cpuUsage();
  const usage: Usage = {
    cpuMs: (user + system) / 1_000,
    peakBytes: process.resourceUsage().maxRSS * 1_024,
  };
  process.send?.(usage);
});
process.send?.((server.address() as AddressInfo).port);
