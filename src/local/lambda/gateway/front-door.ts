import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { BridgeError } from "../../../core/errors.ts";
import { LambdaFailure } from "../execution-environment.ts";
import type { AnsweredHook, HookFailure, HookWatch } from "../hook-watch.ts";
import type { Lambda } from "../lambda.ts";
import { sendFunctionAnswer, sendGatewayMessage } from "./gateway-answer.ts";
import { gatewayEvent, type HttpApiEvent } from "./gateway-event.ts";
import { readBody } from "./request-body.ts";

/** Where the runtime listens. */
export interface FrontDoorOptions {
  readonly port: number;
  readonly account: string;
  readonly publicUrl: string | undefined;
  readonly now: () => number;
  /** Sees each webhook before it goes to the function, and its answer. */
  readonly watch: HookWatch;
  /** The function failed on a webhook. */
  readonly onFailure: (error: unknown) => void;
}

/** What takes the requests once everything has started. */
export interface RequestHandlers {
  /** Takes webhooks. */
  readonly receive: Lambda;
  /** Takes everything else: the API and the page. */
  readonly other: RequestListener;
}

/** The runtime's HTTP server. It answers 503 until `open` is called. */
export interface LocalFrontDoor {
  readonly url: string;
  /** What vendors call, before `/hooks/`: `url`, or that of a tunnel. Without a slash at its end. */
  publicUrl: string;
  open(handlers: RequestHandlers): void;
  /** Takes no new requests, and resolves when those under way are answered. */
  close(): Promise<void>;
}

interface HookRequest {
  readonly requestId: string;
  readonly source: string;
  /** When it came, in ms since 1970. */
  readonly at: number;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

interface HookOptions extends FrontDoorOptions {
  /** What vendors call. */
  readonly baseUrl: string;
}

/** Lambda's limit for an event. */
const largestEventBytes = 6 * 1024 * 1024;
const hookPathPattern = /^\/hooks\/([^/]+)$/;

function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = error.code === "EADDRINUSE";
      const remedy = taken
        ? `Stop what listens there (lsof -i :${port}), or use another port: npm start -- --port ${port + 1}`
        : "Use a port from 1024 to 65535: npm start -- --port 3000";
      const cause = taken ? "another program listens there, probably another hookbridge" : error.message;
      reject(
        new BridgeError("port-in-use", `Port ${port} of 127.0.0.1 can't be used: ${cause}.`, remedy, error),
      );
    });
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

/** The source in a webhook's path; undefined when the path has no such route. */
function sourceInHookPath(path: string): string | undefined {
  const name = hookPathPattern.exec(path)?.[1];
  if (name === undefined) return undefined;
  try {
    return decodeURIComponent(name);
  } catch {
    // No source has such a name, and the function answers it like any other unknown one.
    return name;
  }
}

/** The event for a webhook, with the URL's parts as the vendor called it. */
function eventFor(
  { source, request, at }: HookRequest,
  body: Buffer,
  { account, baseUrl }: HookOptions,
): HttpApiEvent {
  const origin = new URL(baseUrl);
  return gatewayEvent(
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
      account,
      domainName: origin.host,
      protocol: origin.protocol.slice(0, -1),
      port: origin.port || (origin.protocol === "https:" ? "443" : "80"),
      now: at,
    },
  );
}

const tooLarge: HookFailure = {
  code: "body-too-large",
  detail: "API Gateway takes 10 MB, and Lambda an event of 6 MB, of which base64 makes four bytes of three",
  remedy: "Have the vendor send less at once.",
};

const noRoute: HookFailure = {
  code: "malformed-request",
  detail: "the path is not /hooks/{source}: no source was asked",
  remedy: "Give the vendor the URL as `npx hookbridge sources` shows it.",
};

/** What is told of a function that gave no answer. Its own message could quote the request. */
function functionFailure(error: unknown): HookFailure {
  const type = error instanceof LambdaFailure ? error.errorType : "Error";
  return {
    code: "internal",
    detail: `the function gave no answer: ${type}`,
    remedy: "Look at the output of `npx hookbridge start`, and report it as a bug.",
  };
}

/** The function's `x-hookbridge-delivery`, as the answer will have it. */
function deliveryIdIn(response: ServerResponse): Pick<AnsweredHook, "deliveryId"> {
  const id = response.getHeader("x-hookbridge-delivery");
  return typeof id === "string" ? { deliveryId: id } : {};
}

/** Gives a webhook to the function as a gateway event, and its answer to the sender. */
async function answerHook(
  hook: HookRequest,
  body: Buffer | undefined,
  receive: Lambda,
  options: HookOptions,
): Promise<HookFailure | undefined> {
  const { response, requestId } = hook;
  const event = body && eventFor(hook, body, options);
  // The body alone decides: base64 makes four bytes of three, and the rest of an event is small.
  if (!event || (event.body?.length ?? 0) > largestEventBytes) {
    sendGatewayMessage(response, 413, "Request Entity Too Large");
    return tooLarge;
  }
  try {
    sendFunctionAnswer(response, await receive.invoke(event, requestId));
    return undefined;
  } catch (error) {
    options.onFailure(error);
    sendGatewayMessage(response, 500, "Internal Server Error");
    return functionFailure(error);
  }
}

/** Takes a request below `/hooks/`, and tells the watch of it. */
async function deliver(
  path: string,
  hook: Omit<HookRequest, "source">,
  receive: Lambda,
  options: HookOptions,
): Promise<void> {
  const { request, response, requestId, at } = hook;
  const { watch, now } = options;
  const source = sourceInHookPath(path);
  const body = await readBody(request);
  const { method = "GET", url: target = "/", rawHeaders } = request;
  watch.came({ requestId, source, at, baseUrl: options.baseUrl, method, target, rawHeaders, body });
  let failure: HookFailure | undefined = noRoute;
  if (source === undefined) sendGatewayMessage(response, 404, "Not Found");
  else failure = await answerHook({ ...hook, source }, body, receive, options);
  watch.answered(requestId, {
    status: response.statusCode,
    at: now(),
    ...deliveryIdIn(response),
    ...(failure && { failure }),
  });
}

/**
 * Listens on 127.0.0.1. Webhooks go to the function as gateway events, with raw headers and raw bytes.
 * @throws BridgeError `port-in-use`
 */
export async function openFrontDoor(options: FrontDoorOptions): Promise<LocalFrontDoor> {
  let handlers: RequestHandlers | undefined;
  let closing = false;
  const server = createServer((request, response) => {
    const path = (request.url ?? "/").split("?")[0] ?? "/";
    if (closing) response.setHeader("connection", "close");
    // A connection becomes idle just after its last answer: close it then, not at its time-out.
    response.once("close", () => closing && setImmediate(() => server.closeIdleConnections()));
    if (!handlers)
      return sendGatewayMessage(response.setHeader("retry-after", "1"), 503, "Service Unavailable");
    if (path !== "/hooks" && !path.startsWith("/hooks/")) return void handlers.other(request, response);
    const hook = { requestId: crypto.randomUUID(), at: options.now(), request, response };
    const { receive } = handlers;
    // A sender that disconnects early is not a failure of the bridge.
    deliver(path, hook, receive, { ...options, baseUrl: door.publicUrl }).catch(() => response.destroy());
  });
  const url = `http://127.0.0.1:${await listen(server, options.port)}`;
  const door: LocalFrontDoor = {
    url,
    publicUrl: (options.publicUrl ?? url).replace(/\/+$/, ""),
    open(opened) {
      handlers = opened;
    },
    close() {
      closing = true;
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      });
    },
  };
  return door;
}
