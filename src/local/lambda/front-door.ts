import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { BridgeError } from "../../core/errors.ts";
import { sendFunctionAnswer, sendGatewayMessage } from "./gateway-answer.ts";
import { gatewayEvent } from "./gateway-event.ts";
import type { Lambda } from "./lambda.ts";
import { readBody } from "./request-body.ts";

/** Where the runtime can be reached. */
export interface FrontDoorOptions {
  readonly port: number;
  readonly account: string;
  readonly publicUrl: string | undefined;
  readonly now: () => number;
  /** A webhook could not be given to the function. */
  readonly onFailure: (error: unknown) => void;
}

/** What stands behind the door once everything has started. */
export interface Behind {
  readonly receive: Lambda;
  /** Everything but webhooks: the API and the page. */
  readonly other: RequestListener;
}

/** The one HTTP server. Until `open` is called it answers 503. */
export interface FrontDoor {
  readonly url: string;
  open(behind: Behind): void;
  /** Takes no more requests and resolves when those under way are answered. */
  close(): Promise<void>;
}

/** Limit of Lambda for an event. */
const eventBytes = 6 * 1024 * 1024;
const route = /^\/hooks\/([^/]+)$/;

function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = error.code === "EADDRINUSE";
      const remedy = taken
        ? `Stop what listens there (lsof -i :${port}), or choose another port: npm start -- --port ${port + 1}`
        : "Choose a port from 1024 to 65535: npm start -- --port 3000";
      const likely = taken ? "something else listens there, probably another hookbridge" : error.message;
      reject(
        new BridgeError("port-in-use", `Port ${port} of 127.0.0.1 can't be used: ${likely}.`, remedy, error),
      );
    });
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

/**
 * Listens on 127.0.0.1. Webhooks go to the function as gateway events, with raw headers and raw bytes.
 * @throws BridgeError `port-in-use`
 */
export async function openFrontDoor(options: FrontDoorOptions): Promise<FrontDoor> {
  let behind: Behind | undefined;
  let closing = false;

  async function deliver(
    lambda: Lambda,
    source: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const body = await readBody(request);
    if (!body) return sendGatewayMessage(response, 413, "Request Entity Too Large");
    const origin = new URL(options.publicUrl ?? url);
    const event = gatewayEvent(
      {
        method: request.method ?? "GET",
        target: request.url ?? "/",
        rawHeaders: request.rawHeaders,
        body,
        httpVersion: request.httpVersion,
        sourceIp: request.socket.remoteAddress ?? "127.0.0.1",
      },
      {
        routeKey: "ANY /hooks/{source}",
        pathParameters: { source },
        account: options.account,
        domainName: origin.host,
        protocol: origin.protocol.slice(0, -1),
        port: origin.port || (origin.protocol === "https:" ? "443" : "80"),
        now: options.now(),
      },
    );
    // The body alone decides: as base64 it takes four bytes for three, and the rest of an event is small.
    if ((event.body?.length ?? 0) > eventBytes)
      return sendGatewayMessage(response, 413, "Request Entity Too Large");
    try {
      sendFunctionAnswer(response, await lambda.invoke(event));
    } catch (error) {
      options.onFailure(error);
      sendGatewayMessage(response, 500, "Internal Server Error");
    }
  }

  const server = createServer((request, response) => {
    const path = (request.url ?? "/").split("?")[0] ?? "/";
    if (closing) response.setHeader("connection", "close");
    // A connection whose last answer has gone out is idle a moment later; nobody shall wait for its time-out.
    response.once("close", () => closing && setImmediate(() => server.closeIdleConnections()));
    if (!behind)
      return sendGatewayMessage(response.setHeader("retry-after", "1"), 503, "Service Unavailable");
    if (path !== "/hooks" && !path.startsWith("/hooks/")) return void behind.other(request, response);
    const name = route.exec(path)?.[1];
    if (name === undefined) return sendGatewayMessage(response, 404, "Not Found");
    let source = name;
    try {
      source = decodeURIComponent(name);
    } catch {
      // A name that can't be decoded is no source; the function says so as for any other.
    }
    // A sender that goes away in the middle is no fault of ours.
    deliver(behind.receive, source, request, response).catch(() => response.destroy());
  });
  const port = await listen(server, options.port);
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    open(everything) {
      behind = everything;
    },
    close() {
      closing = true;
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      });
    },
  };
}
