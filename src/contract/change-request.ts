/** Changes of a request at the place that a pointer names, on the bytes as they stand. */

import { boundaryOf } from "../core/body/multipart.ts";
import { factsOf, formFields } from "../core/facts.ts";
import { matchesAt } from "../core/json/json-matches.ts";
import { pathOf } from "../core/pointers.ts";
import type { WebhookRequest } from "../core/request.ts";

export type RequestChange = (request: WebhookRequest) => WebhookRequest;

// Signatures in hex mean the same in either case.
const flip = (character: string): string => (/a/i.test(character) ? "b" : "a");

export const changeMiddle = (text: string): string => {
  const middle = Math.floor(text.length / 2);
  return text.slice(0, middle) + flip(text[middle] ?? "") + text.slice(middle + 1);
};

/** Signatures are the long runs of a value; prefixes, field names and timestamps are short. */
export const changeRuns = (value: string): string => value.replace(/[A-Za-z0-9+/_-]{20,}/g, changeMiddle);

export function changeHeader(
  request: WebhookRequest,
  name: string,
  value: string | undefined,
): WebhookRequest {
  const headers = new Map(request.headers);
  if (value === undefined) headers.delete(name);
  else headers.set(name, value);
  return { ...request, headers };
}

/** The value of one parameter in a query or form, changed or (undefined) left out with its name. */
function inPairs(text: string, name: string, change: (value: string) => string | undefined): string {
  const pairs = text.split("&").flatMap((pair) => {
    const [key = "", value = ""] = pair.split(/=(.*)/s);
    if (decodeURIComponent(key.replaceAll("+", " ")) !== name) return [pair];
    const changed = change(decodeURIComponent(value.replaceAll("+", " ")));
    return changed === undefined ? [] : [`${key}=${encodeURIComponent(changed)}`];
  });
  return pairs.join("&");
}

/** The value of one field in a multipart form, changed or (undefined) left out with its part. Files keep their bytes. */
function inParts(
  body: Uint8Array,
  boundary: string,
  name: string,
  change: (value: string) => string | undefined,
): Uint8Array {
  const line = `--${boundary}\r\n`;
  const text = Buffer.from(body).toString("latin1");
  const parts = text.split(line).flatMap((part) => {
    const [head = "", value] = part.split("\r\n\r\n", 2);
    if (value === undefined || !head.endsWith(`form-data; name="${name}"`)) return [part];
    const changed = change(value.replace(/\r\n$/, ""));
    return changed === undefined ? [] : [`${head}\r\n\r\n${changed}\r\n`];
  });
  return Buffer.from(parts.join(line), "latin1");
}

/** What a request says in JSON: its body, or the field of a multipart form that holds it. */
function documentIn(request: WebhookRequest) {
  const fields = (formFields(request) ?? []).map(([name]) => factsOf(request, `form:${name}`));
  return fields.find(({ document }) => typeof document?.value === "object") ?? factsOf(request);
}

function inBody(
  request: WebhookRequest,
  path: readonly string[],
  change: (value: string) => string | undefined,
) {
  const { document } = documentIn(request);
  if (!document) return request;
  let { text } = document;
  for (const { span } of [...matchesAt(document, path)].reverse()) {
    const raw = text.slice(span.start, span.end);
    const inner = raw.startsWith('"') ? raw.slice(1, -1) : raw;
    const changed = change(inner);
    const put = changed === undefined ? '""' : raw.startsWith('"') ? `"${changed}"` : changed;
    text = text.slice(0, span.start) + put + text.slice(span.end);
  }
  const body = Buffer.from(request.body)
    .toString()
    .replace(document.text, () => text);
  return { ...request, body: Buffer.from(body) };
}

/** The request with what stands at a pointer changed; undefined takes it away. */
export function changeAt(
  pointer: string,
  change: (value: string) => string | undefined,
): (request: WebhookRequest) => WebhookRequest {
  const cut = pointer.indexOf(":");
  const [kind, name] = [pointer.slice(0, cut), pointer.slice(cut + 1)];
  return (request) => {
    if (kind === "header") {
      const value = request.headers.get(name);
      return value === undefined ? request : changeHeader(request, name, change(value));
    }
    if (kind === "query") {
      const query = inPairs(request.query, name, change);
      return { ...request, query, url: request.url.replace(request.query, query) };
    }
    const boundary = boundaryOf(request.headers.get("content-type"));
    if (kind === "form" && boundary !== undefined)
      return { ...request, body: inParts(request.body, boundary, name, change) };
    if (kind === "form")
      return { ...request, body: Buffer.from(inPairs(Buffer.from(request.body).toString(), name, change)) };
    if (name === "")
      return { ...request, body: Buffer.from(change(Buffer.from(request.body).toString()) ?? "") };
    return inBody(request, pathOf(name), change);
  };
}

const flipped = (body: Uint8Array, at: number): Uint8Array =>
  body.map((byte, i) => (i === at ? byte ^ 1 : byte));

/** First, middle and last byte changed, one more and one less. */
export function everyByte({ body }: WebhookRequest): readonly Uint8Array[] {
  const longer = Buffer.concat([body, Buffer.from(" ")]);
  if (body.length === 0) return [longer];
  const places = [0, Math.floor(body.length / 2), body.length - 1];
  return [...places.map((at) => flipped(body, at)), longer, body.subarray(0, -1)];
}

/** The body once for each pointer, with what stands there changed; those that are not there change nothing. */
export function everyField(pointers: readonly string[], request: WebhookRequest): readonly Uint8Array[] {
  return pointers
    .map((pointer) => changeAt(pointer, changeMiddle)(request).body)
    .filter((body) => !Buffer.from(body).equals(request.body));
}
