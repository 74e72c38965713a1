import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { sendGatewayMessage } from "../local/gateway-answer.ts";
import { readBody } from "../local/request-body.ts";

/** A request as it came over the wire, with what the bridge answered. */
export interface Recording {
  readonly method: string;
  /** Path and query, undecoded. */
  readonly target: string;
  /** Names and values in turn, as they came. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  /** Milliseconds since 1970 at which it came. */
  readonly receivedAt: number;
  readonly status: number;
  readonly answer: Buffer;
  readonly contentType: string | undefined;
  readonly deliveryId: string | undefined;
}

/** A server that passes one source's deliveries on to the bridge and tells what went by. */
export interface RecordingProxy {
  readonly url: string;
  close(): Promise<void>;
}

const hopByHop = /^(?:connection|content-length|expect|host|keep-alive|te|transfer-encoding|upgrade)$/i;

async function passOn(bridge: string, request: IncomingMessage, body: Buffer): Promise<Response> {
  const headers = new Headers();
  for (let at = 0; at + 1 < request.rawHeaders.length; at += 2) {
    const [name = "", value = ""] = request.rawHeaders.slice(at, at + 2);
    if (!hopByHop.test(name)) headers.append(name, value);
  }
  const method = request.method ?? "GET";
  const carries = method !== "GET" && method !== "HEAD";
  return fetch(`${bridge}${request.url}`, { method, headers, redirect: "manual", ...(carries && { body }) });
}

/**
 * Listens on 127.0.0.1 before a running bridge. A tunnel from the Internet leads here, so that nothing of the bridge's API may be reached
 * through it, nor the deliveries of a source whose secrets the fixture would not know.
 * @param bridge where the bridge listens
 * @param source whose deliveries are passed on; everything else is answered 404
 * @param onRecording called with each request after its answer has gone out
 */
export async function startRecordingProxy(options: {
  readonly bridge: string;
  readonly source: string;
  readonly port: number;
  readonly now: () => number;
  readonly onRecording: (recording: Recording) => void;
  readonly onFailure: (error: unknown) => void;
}): Promise<RecordingProxy> {
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url?.split("?")[0] !== `/hooks/${options.source}`)
      return sendGatewayMessage(response, 404, "Not Found");
    const body = await readBody(request);
    if (!body) return sendGatewayMessage(response, 413, "Request Entity Too Large");
    const receivedAt = options.now();
    const answered = await passOn(options.bridge, request, body);
    const answer = Buffer.from(await answered.arrayBuffer());
    const contentType = answered.headers.get("content-type") ?? undefined;
    const deliveryId = answered.headers.get("x-hookbridge-delivery") ?? undefined;
    const headers = [...answered.headers].filter(([name]) => !hopByHop.test(name));
    response.writeHead(answered.status, Object.fromEntries(headers)).end(answer);
    options.onRecording({
      method: request.method ?? "GET",
      target: request.url ?? "/",
      rawHeaders: request.rawHeaders,
      body,
      receivedAt,
      status: answered.status,
      answer,
      contentType,
      deliveryId,
    });
  }
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      options.onFailure(error);
      response.writeHead(502).end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
