import type { ServerResponse } from "node:http";

/** A function's answer in payload format 2.0, before it is checked. */
interface FunctionAnswer {
  readonly statusCode?: unknown;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly cookies?: readonly string[];
  readonly body?: unknown;
  readonly isBase64Encoded?: unknown;
}

/** The gateway's own answer: a JSON object with `message`. */
export function sendGatewayMessage(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify({ message }));
}

/** Sends what the function returned, read as an HTTP API reads it. */
export function sendFunctionAnswer(response: ServerResponse, result: unknown): void {
  const answer = (typeof result === "object" && result !== null ? result : {}) as FunctionAnswer;
  if (answer.statusCode === undefined) {
    // Without a status code, the whole result is the body of a 200.
    response.writeHead(200, { "content-type": "application/json" });
    response.end(typeof result === "string" ? result : JSON.stringify(result ?? null));
    return;
  }
  const status = Number(answer.statusCode);
  if (!Number.isInteger(status) || status < 200 || status > 599) {
    sendGatewayMessage(response, 500, "Internal Server Error");
    return;
  }
  response.statusCode = status;
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, String(value));
  if (answer.cookies?.length) response.setHeader("set-cookie", answer.cookies);
  const text = typeof answer.body === "string" ? answer.body : "";
  const body = Buffer.from(text, answer.isBase64Encoded === true ? "base64" : "utf8");
  if (body.length > 0 && !response.hasHeader("content-type"))
    response.setHeader("content-type", "text/plain");
  response.setHeader("content-length", body.length);
  response.end(body);
}
