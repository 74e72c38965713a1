/** Runs an example as its README does, with its data in a temporary directory, and servers that play what it calls. */
import { mkdtempSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { makeApp } from "../../src/http/make-app.ts";
import { type Runtime, startRuntime } from "../../src/local/server/runtime.ts";

const examples = resolve(import.meta.dirname, "../../examples");

/** A data directory for an example. */
export const exampleDirectory = (name: string): string => mkdtempSync(join(tmpdir(), `hookbridge-${name}-`));

/** Starts the bridge of an example. @param lines get what it prints */
export const startExample = (
  name: string,
  lines: string[] = [],
  dataDirectory = exampleDirectory(name),
): Promise<Runtime> =>
  startRuntime({
    configFile: join(examples, name, "bridge.config.ts"),
    dataDirectory,
    port: 0,
    variables: {},
    now: Date.now,
    onLine: (line) => lines.push(line),
    onEvent: () => {},
    makeApp,
  });

/** A call that a server has got. */
export interface Call {
  readonly path: string;
  readonly key: string | undefined;
  readonly body: unknown;
}

/** A server that a consumer calls. */
export interface CalledServer {
  readonly url: string;
  /** Calls that were answered well. */
  readonly calls: readonly Call[];
  /** Paths that begin so are answered 503. */
  readonly down: Set<string>;
  readonly refused: () => number;
  close(): void;
}

async function callOf(request: IncomingMessage): Promise<Call> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const key = request.headers["idempotency-key"];
  return {
    path: request.url ?? "",
    key: key?.toString(),
    body: JSON.parse(Buffer.concat(chunks).toString()),
  };
}

/** Starts a server that remembers its calls. */
export async function startCalled(...down: readonly string[]): Promise<CalledServer> {
  const calls: Call[] = [];
  const isDown = new Set(down);
  let refused = 0;
  const server = createServer((request, response) => {
    void callOf(request).then((call) => {
      const isRefused = [...isDown].some((path) => call.path.startsWith(path));
      if (isRefused) refused++;
      else calls.push(call);
      response.writeHead(isRefused ? 503 : 200).end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    down: isDown,
    refused: () => refused,
    close: () => void server.close().closeAllConnections(),
  };
}

/** Signs a recorded request anew and delivers it. @returns the delivery's id */
export async function sendSigned(
  { bridge }: Runtime,
  source: string,
  order: Parameters<Runtime["bridge"]["sample"]>[1] = {},
): Promise<string> {
  const answer = await bridge.sample(source, order);
  if (!answer.sent || answer.status !== 200 || answer.id === null)
    throw new Error(`Not accepted: ${JSON.stringify(answer)}`);
  return answer.id;
}
