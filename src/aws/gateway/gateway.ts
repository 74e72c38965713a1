import type { ALBEvent, APIGatewayProxyEvent, APIGatewayProxyEventV2 } from "aws-lambda";
import { BridgeError } from "../../core/errors.ts";
import type { Answer, WebhookRequest } from "../../core/request.ts";
import { decodeBase64 } from "../base64.ts";

/** What a front door may hand to `receive`: HTTP API or function URL (2.0), REST API (1.0), load balancer. */
export type GatewayEvent = APIGatewayProxyEventV2 | APIGatewayProxyEvent | ALBEvent;

/** A gateway's answer. Load balancers that send multi-value headers want them back the same way. */
export interface GatewayResult {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[]>>;
  readonly body: string;
  readonly isBase64Encoded: false;
}

/** A request for one source. */
export interface Incoming {
  /** Last part of the path, as it was sent: it may name no source at all. */
  readonly sourceName: string;
  readonly request: WebhookRequest;
}

/** What differs between the gateways' events. */
interface Parts {
  readonly method: string;
  /** Path with percent-encoding, as the vendor called it. */
  readonly path: string;
  readonly query: string;
  /** The gateway's own host name; undefined where only the sender's Host header says it. */
  readonly domain: string | undefined;
  readonly headers: ReadonlyMap<string, string>;
}

/** Half a surrogate pair can't be encoded, and must not be a fault of ours: it becomes what decoders put in its place. */
const encode = (text: string): string => encodeURIComponent(text.toWellFormed());

type MultiValue = Readonly<Record<string, readonly string[] | undefined>> | null | undefined;
type SingleValue = Readonly<Record<string, string | undefined>> | null | undefined;

function gatewayHeaders(multi: MultiValue, single: SingleValue): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(multi ?? single ?? {})) {
    const text = typeof value === "string" ? value : value?.join(",");
    if (text === undefined) continue;
    // Gateways that keep the case of names can hand over one header twice: a second spelling must not replace the first.
    const before = headers.get(name.toLowerCase());
    headers.set(name.toLowerCase(), before === undefined ? text : `${before},${text}`);
  }
  return headers;
}

function queryOf(multi: MultiValue, single: SingleValue, written: (text: string) => string): string {
  const pairs = Object.entries(multi ?? single ?? {}).flatMap(([name, value]) =>
    (typeof value === "string" ? [value] : (value ?? [])).map(
      (one: string) => `${written(name)}=${written(one)}`,
    ),
  );
  return pairs.join("&");
}

function partsOf(event: GatewayEvent): Parts {
  if ("rawPath" in event) {
    const { http, domainName } = event.requestContext;
    // HTTP APIs decode the path and function URLs do not: encoding what is not encoded serves both.
    const path = event.rawPath.replace(/[^!-~]|%(?![0-9A-Fa-f]{2})/gu, encode);
    return {
      method: http.method,
      path,
      query: event.rawQueryString ?? "",
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
      domain: undefined,
      headers,
    };
  }
  const { path, domainName } = event.requestContext;
  return {
    method,
    path: path ?? event.path,
    query: queryOf(multi, single, encode),
    domain: domainName,
    headers,
  };
}

/** @throws BridgeError `malformed-request` for base64 that is none */
function bodyOf(event: GatewayEvent): Uint8Array {
  const body = event.body ?? "";
  if (!event.isBase64Encoded) return Buffer.from(body, "utf8");
  const bytes = decodeBase64(body);
  if (bytes) return bytes;
  throw new BridgeError(
    "malformed-request",
    "The gateway's base64 body can't be decoded.",
    "Check the gateway's binary media types.",
  );
}

const hookPath = /\/hooks\/([^/]*)\/?$/;

/**
 * Reads a gateway's event, its body as the bytes that came in.
 * @param publicUrl what vendors call in place of the gateway's own name. Load balancers need it for vendors that sign
 *   the URL: their only other name is the sender's Host header, which nobody vouches for.
 * @throws BridgeError `malformed-request`
 */
export function readGatewayEvent(event: GatewayEvent, publicUrl: string | undefined): Incoming {
  const { method, path, query, domain, headers } = partsOf(event);
  const hook = hookPath.exec(path);
  const sourceName = hook?.[1] ?? "";
  const origin = publicUrl?.replace(/\/+$/, "") ?? `https://${domain ?? "unknown.invalid"}`;
  // Behind a public URL the path is what it says, not the gateway's (which may begin with its stage).
  const url = `${origin}${publicUrl && hook ? hook[0] : path}${query === "" ? "" : `?${query}`}`;
  return { sourceName, request: { method: method.toUpperCase(), url, query, headers, body: bodyOf(event) } };
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
