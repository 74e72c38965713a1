/** The part of the AWS JSON 1.1 protocol that SDK clients use: a POST with the operation in a header. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Json, parseJson } from "../../core/json/json.ts";
import { guarded } from "./local-callers.ts";

/** Parsed input of an operation: an object whose members are not checked yet. */
export type Input = { readonly [member: string]: Json };

/** One operation. It returns the answer; an `AwsError` that it throws goes to the client. */
export type Operation = (input: Input) => unknown;

/** An error with AWS's code (`ValidationException`). SDK clients throw it under that name. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.name = "AwsError";
    this.code = code;
    this.status = status;
  }
}

/** What to serve. */
export interface AwsJsonServerOptions {
  readonly host: "127.0.0.1";
  /** 0 takes any free port. */
  readonly port: number;
  /** Prefix of `X-Amz-Target` (`AmazonSSM`). */
  readonly target: string;
  /** Operations by name, without that prefix. */
  readonly operations: ReadonlyMap<string, Operation>;
}

/** A server that accepts requests at `url` until it is closed. */
export interface AwsJsonServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Enough for ten entries of PutEvents, whose JSON is escaped once more in the request. */
const maximumBodyBytes = 16 * 1024 * 1024;

async function readRequestText(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    // The rest is read and dropped: the client then gets the answer instead of a broken connection.
    if (size <= maximumBodyBytes) chunks.push(chunk);
  }
  if (size > maximumBodyBytes) throw new AwsError("RequestEntityTooLarge", "Request is too large.", 413);
  return Buffer.concat(chunks).toString("utf8");
}

async function runOperation(request: IncomingMessage, options: AwsJsonServerOptions): Promise<unknown> {
  const body = await readRequestText(request);
  const [service, name = ""] = String(request.headers["x-amz-target"] ?? "").split(".");
  const operation = service === options.target ? options.operations.get(name) : undefined;
  if (request.method !== "POST" || !operation) {
    throw new AwsError("UnknownOperationException", `${options.target} has no operation "${name}" here.`);
  }
  const input = parseJson(body === "" ? "{}" : body)?.value;
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    throw new AwsError("SerializationException", "The request is not a JSON object.");
  }
  return operation(input as Input);
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    "content-type": "application/x-amz-json-1.1",
    "x-amzn-requestid": crypto.randomUUID(),
  });
  response.end(JSON.stringify(body ?? {}));
}

async function serveRequest(
  request: IncomingMessage,
  response: ServerResponse,
  options: AwsJsonServerOptions,
): Promise<void> {
  try {
    sendJson(response, 200, await runOperation(request, options));
  } catch (error) {
    if (error instanceof AwsError) {
      sendJson(response, error.status, { __type: error.code, message: error.message });
    } else {
      process.emitWarning(error instanceof Error ? error : String(error));
      sendJson(response, 500, { __type: "InternalFailure", message: "Internal Service Failure" });
    }
  }
}

/** Starts a server; resolves when it listens. `close` lets requests under way finish. */
export async function startAwsJsonServer(options: AwsJsonServerOptions): Promise<AwsJsonServer> {
  const server = guarded(createServer((request, response) => void serveRequest(request, response, options)));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, options.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${options.host}:${port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        // SDK clients keep connections open: without this, close waits for their time-out.
        server.closeIdleConnections();
      }),
  };
}
