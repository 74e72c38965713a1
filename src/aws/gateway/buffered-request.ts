import { BridgeError } from "../../core/errors.ts";
import { child, type Json, parseJson } from "../../core/json/json.ts";
import { bufferedBody } from "./buffered-body.ts";
import { type Incoming, readGatewayEvent } from "./gateway.ts";

/** A request from the buffer queue. */
export interface BufferedRequest {
  readonly incoming: Incoming;
  /** When the gateway received it, in Unix milliseconds: the signature's age is measured then. */
  readonly receivedAt: number;
}

const unreadable = (what: string): BridgeError =>
  new BridgeError(
    "message-unreadable",
    `A message in the buffer queue has no ${what}: the front door did not write it.`,
    "Only the API's role may write to the buffer queue: find out who else has sqs:SendMessage on it.",
  );

/** A sender's text, which the mapping template has encoded as in a form. */
function decodedText(value: Json | undefined, what: string): string {
  if (typeof value !== "string") throw unreadable(what);
  try {
    return decodeURIComponent(value.replaceAll("+", " "));
  } catch {
    throw unreadable(what);
  }
}

function decodedMap(value: Json | undefined, what: string): Readonly<Record<string, string>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw unreadable(what);
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [decodedText(name, what), decodedText(one, what)]),
  );
}

/**
 * Reads a request that the mapping template of src/stack/front-doors/buffer-template.ts has written.
 * @throws BridgeError `message-unreadable` or `malformed-request` for other texts
 */
export function readBufferedRequest(message: string, publicUrl: string | undefined): BufferedRequest {
  const value = parseJson(message)?.value;
  const receivedAt = child(value, "receivedAt");
  if (child(value, "v") !== 1 || typeof receivedAt !== "number") throw unreadable("version and time");
  const path = decodedText(child(value, "path"), "path");
  const body = decodedText(child(value, "body"), "body");
  const headers = decodedMap(child(value, "headers"), "headers");
  const event = {
    httpMethod: decodedText(child(value, "method"), "method"),
    path,
    headers,
    queryStringParameters: decodedMap(child(value, "query"), "query"),
    requestContext: { path, domainName: decodedText(child(value, "domain"), "domain") },
  };
  const { sourceName, request } = readGatewayEvent(event, publicUrl);
  const incoming = { sourceName, request: { ...request, body: bufferedBody(body, request.headers) } };
  return { receivedAt, incoming };
}
