import { isForm } from "../core/facts.ts";
import { type JsonDocument, parseJson } from "../core/json/json.ts";
import type { Span } from "../core/json/json-text.ts";

/** What goes under `data`: JSON text as the vendor wrote it, or bytes that are no JSON. */
export type Payload =
  | { readonly kind: "json"; readonly text: string }
  | { readonly kind: "bytes"; readonly bytes: Uint8Array; readonly contentType: string }
  | { readonly kind: "none" };

const mediaType =
  /^[A-Za-z0-9!#$&^_.+-]+\/[A-Za-z0-9!#$&^_.+-]+(?:\s*;\s*[A-Za-z0-9-]+=(?:[A-Za-z0-9!#$&^_.+-]+|"[^"\\\p{Cc}]*"))*$/u;

/** A content type that may stand in an event; `application/octet-stream` for one that is none. */
export function contentTypeOf(header: string | undefined): string {
  const text = header?.trim();
  const fits = text !== undefined && text.length <= 256 && mediaType.test(text);
  return fits ? text : "application/octet-stream";
}

/** Fields of a form or query as JSON text: an object of strings; a repeated field becomes an array of them. */
export function fieldsAsJson(fields: Iterable<readonly [string, string]>): string {
  const values = new Map<string, string[]>();
  for (const [name, value] of fields) {
    const list = values.get(name);
    if (list) list.push(value);
    else values.set(name, [value]);
  }
  const members = Array.from(
    values,
    ([name, list]) => `${JSON.stringify(name)}:${JSON.stringify(list.length === 1 ? list[0] : list)}`,
  );
  return `{${members.join(",")}}`;
}

/** The part of a document that a span means, or all of it. */
export function jsonPayload(document: JsonDocument, span: Span | undefined): Payload {
  return { kind: "json", text: span ? document.text.slice(span.start, span.end) : document.text };
}

/** The payload of a body that is not JSON: a form, other bytes, or nothing (then the query, where there is one). */
export function otherPayload(contentType: string | undefined, body: Uint8Array, query: string): Payload {
  if (body.length === 0)
    return query === "" ? { kind: "none" } : { kind: "json", text: fieldsAsJson(new URLSearchParams(query)) };
  if (isForm(contentType)) {
    return { kind: "json", text: fieldsAsJson(new URLSearchParams(new TextDecoder().decode(body))) };
  }
  return { kind: "bytes", bytes: body, contentType: contentTypeOf(contentType) };
}

/** The payload parsed; undefined when it is not JSON. */
export const documentOf = (payload: Payload): JsonDocument | undefined =>
  payload.kind === "json" ? parseJson(payload.text) : undefined;
