import type { ALBEvent, APIGatewayProxyEvent, APIGatewayProxyEventV2 } from "aws-lambda";
import { decodeBase64 } from "../../core/base64.ts";
import { BridgeError } from "../../core/errors.ts";
import type { Answer, WebhookRequest } from "../../core/request.ts";

/** What is read of a REST API's event: its other members say nothing of the request, and a request from the buffer queue has none. */
type RestEvent = Pick<APIGatewayProxyEvent, "httpMethod" | "path" | "headers" | "queryStringParameters"> &
  Partial<
    Pick<
      APIGatewayProxyEvent,
      "multiValueHeaders" | "multiValueQueryStringParameters" | "body" | "isBase64Encoded"
    >
  > & { readonly requestContext: Pick<APIGatewayProxyEvent["requestContext"], "path" | "domainName"> };

/** The events of front doors: HTTP API or function URL (2.0), REST API (1.0), load balancer. */
export type GatewayEvent = APIGatewayProxyEventV2 | RestEvent | ALBEvent;

/** An answer for a gateway. Load balancers that send multi-value headers want such headers back. */
export interface GatewayResult {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[]>>;
  readonly body: string;
  readonly isBase64Encoded: false;
}

/** A request for one source. */
export interface Incoming {
  /** Last part of the path, as it was sent: it may be any text. */
  readonly sourceName: string;
  readonly request: WebhookRequest;
}

/** The parts of an event that differ between gateways. */
interface Parts {
  readonly method: string;
  /** The path as the vendor called it, percent-encoded. */
  readonly path: string;
  readonly query: string;
  /** True where the query came by name, as an object: JavaScript puts names that are numbers first, and gateways sort. */
  readonly isReordered: boolean;
  /**
   * The gateway's own host name; undefined where only the sender's Host header, which may be forged, has one.
   */
  readonly domain: string | undefined;
  readonly headers: ReadonlyMap<string, string>;
}

/**
 * Percent-encodes a text; half a surrogate pair becomes U+FFFD. It would throw: a sender could cause a 503.
 */
const encode = (text: string): string => encodeURIComponent(text.toWellFormed());

type MultiValue = Readonly<Record<string, readonly string[] | undefined>> | null | undefined;
type SingleValue = Readonly<Record<string, string | undefined>> | null | undefined;

function gatewayHeaders(multi: MultiValue, single: SingleValue): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(multi ?? single ?? {})) {
    const text = typeof value === "string" ? value : value?.join(",");
    if (text === undefined) continue;
    // Some gateways pass a header twice, in two spellings of its name: the second must not replace the first.
    const before = headers.get(name.toLowerCase());
    headers.set(name.toLowerCase(), before === undefined ? text : `${before},${text}`);
  }
  return headers;
}

function queryOf(multi: MultiValue, single: SingleValue, write: (text: string) => string): string {
  const pairs = Object.entries(multi ?? single ?? {}).flatMap(([name, value]) =>
    (typeof value === "string" ? [value] : (value ?? [])).map(
      (text: string) => `${write(name)}=${write(text)}`,
    ),
  );
  return pairs.join("&");
}

function partsOf(event: GatewayEvent): Parts {
  if ("rawPath" in event) {
    const { http, domainName } = event.requestContext;
    // HTTP APIs decode the path, function URLs do not: a decoded `?` or `#` must not end the path.
    const path = event.rawPath.replace(/[^!-~]|[?#]|%(?![0-9A-Fa-f]{2})/gu, encode);
    return {
      method: http.method,
      path,
      query: event.rawQueryString ?? "",
      isReordered: false,
      domain: domainName,
      headers: gatewayHeaders(null, event.headers),
    };
  }
  const method = event.httpMethod;
  const headers = gatewayHeaders(event.multiValueHeaders, event.headers);
  const { multiValueQueryStringParameters: multi, queryStringParameters: single } = event;
  if ("elb" in event.requestContext) {
    return {
      method,
      path: event.path,
      query: queryOf(multi, single, (text) => text),
      isReordered: true,
      domain: undefined,
      headers,
    };
  }
  const { path, domainName } = event.requestContext;
  return {
    method,
    path: path ?? event.path,
    query: queryOf(multi, single, encode),
    isReordered: true,
    domain: domainName,
    headers,
  };
}

/** The raw bytes of the body. @throws BridgeError `malformed-request` for invalid base64 */
function bodyOf(event: GatewayEvent): Uint8Array {
  const body = event.body ?? "";
  if (!event.isBase64Encoded) return Buffer.from(body, "utf8");
  const bytes = decodeBase64(body);
  if (bytes) return bytes;
  throw new BridgeError(
    "malformed-request",
    "The body that the gateway marked as base64 is not base64.",
    "Check the gateway's binary media types: they must be `*/*`.",
  );
}

const hookPath = /\/hooks\/([^/]*)\/?$/;

/**
 * Reads a gateway's event, with the raw bytes of the body.
 * @param publicUrl origin that vendors call instead of the gateway's own. A load balancer needs it for signed
 *   URLs: a sender can forge its Host header.
 * @throws BridgeError `malformed-request`
 */
export function readGatewayEvent(event: GatewayEvent, publicUrl: string | undefined): Incoming {
  const { method, path, query, isReordered, domain, headers } = partsOf(event);
  const hook = hookPath.exec(path);
  const sourceName = hook?.[1] ?? "";
  const origin = publicUrl?.replace(/\/+$/, "") ?? `https://${domain ?? "unknown.invalid"}`;
  // With a public URL the path is that of the hook: the gateway's own may begin with its stage.
  const url = `${origin}${publicUrl && hook ? hook[0] : path}${query === "" ? "" : `?${query}`}`;
  const body = bodyOf(event);
  return { sourceName, request: { method: method.toUpperCase(), url, query, isReordered, headers, body } };
}

/** The answer in the form that the event's gateway wants. */
export function gatewayResult(event: GatewayEvent, answer: Answer): GatewayResult {
  const { status, headers, body } = answer;
  const multi = !("rawPath" in event) && "elb" in event.requestContext && event.multiValueHeaders;
  return multi
    ? {
        statusCode: status,
        multiValueHeaders: Object.fromEntries(
          Object.entries(headers).map(([name, value]) => [name, [value]]),
        ),
        body,
        isBase64Encoded: false,
      }
    : { statusCode: status, headers, body, isBase64Encoded: false };
}
