import { isForm } from "../core/facts.ts";
import { type Json, parseJson } from "../core/json/json.ts";
import { documentPath, type Facts, jsonAt, spanOf } from "../core/pointers.ts";
import type { ProviderEvents } from "../core/provider.ts";
import type { WebhookRequest } from "../core/request.ts";
import { type Item, partText } from "./split.ts";

/** The `data` of an event: JSON text as the vendor wrote it, other bytes, or nothing. */
export type Payload =
  | { readonly kind: "json"; readonly text: string }
  | { readonly kind: "bytes"; readonly bytes: Uint8Array; readonly contentType: string }
  | { readonly kind: "none" };

/** A payload with its parsed value, so that it is parsed only once. */
export interface ReadPayload {
  readonly payload: Payload;
  /** Its value; undefined when it is not JSON. */
  readonly value: Json | undefined;
  /** Its path in the document. */
  readonly at: readonly string[];
  /** The path of the element that is alone in its list. */
  readonly part?: readonly string[];
}

/** Where a path of the payload is in the document: an element that is alone there has others before it here. */
export function placeInDocument({ at, part = [] }: ReadPayload, path: readonly string[]): readonly string[] {
  const place = [...at, ...path];
  const last = part.length - 1;
  const isPart =
    place[last] === "0" &&
    part.slice(0, last).every((step, depth) => step === place[depth] || place[depth] === "*");
  return isPart ? [...place.slice(0, last), ...part.slice(last), ...place.slice(last + 1)] : place;
}

const mediaToken = "[A-Za-z0-9!#$&^_.+-]+";
const quotedText = '"[^"\\\\\\p{Cc}\\p{Cs}\\p{Noncharacter_Code_Point}]*"';
const mediaType = new RegExp(
  `^${mediaToken}/${mediaToken}(?:[ \\t]*;[ \\t]*[A-Za-z0-9-]+=(?:${mediaToken}|${quotedText}))*$`,
  "u",
);

/** A content type for an event, with spaces for tabs; `application/octet-stream` for an invalid one. */
export function contentTypeOf(header: string | undefined): string {
  const text = header?.trim();
  const fits = text !== undefined && text.length <= 256 && mediaType.test(text);
  return fits ? text.replaceAll("\t", " ") : "application/octet-stream";
}

/** Fields of a form or query as a JSON object, in order in its text; a repeated field becomes an array. */
function fieldsPayload(fields: Iterable<readonly [string, string]>): ReadPayload {
  const values = new Map<string, string[]>();
  for (const [name, value] of fields) {
    const list = values.get(name);
    if (list) list.push(value);
    else values.set(name, [value]);
  }
  const members = Array.from(values, ([name, list]) => [name, list.length === 1 ? list[0] : list] as const);
  const text = members.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(",");
  return jsonPayload(`{${text}}`, Object.fromEntries(members) as Json, []);
}

/** The payload of a body that is not JSON: a form, other bytes, the query of an empty body, or nothing. */
export function otherPayload(contentType: string | undefined, body: Uint8Array, query: string): ReadPayload {
  if (body.length > 0 && isForm(contentType))
    return fieldsPayload(new URLSearchParams(new TextDecoder().decode(body)));
  if (body.length === 0 && query !== "") return fieldsPayload(new URLSearchParams(query));
  const payload: Payload =
    body.length === 0
      ? { kind: "none" }
      : { kind: "bytes", bytes: body, contentType: contentTypeOf(contentType) };
  return { payload, value: undefined, at: [] };
}

const jsonPayload = (text: string, value: Json | undefined, at: readonly string[]): ReadPayload => ({
  payload: { kind: "json", text },
  value,
  at,
});

/**
 * The payload of a delivery or item: the value at the provider's `data`, else the item, or what is around it, else
 * the body.
 */
export function payloadOf(
  { data }: ProviderEvents,
  request: WebhookRequest,
  facts: Facts,
  item: Item | undefined,
): ReadPayload {
  const { document } = facts;
  if (!document) return otherPayload(request.headers.get("content-type"), request.body, request.query);
  const { text, value } = document;
  const path = data && documentPath(facts, data);
  const span = path && spanOf(facts, path);
  if (span) return jsonPayload(text.slice(span.start, span.end), jsonAt(document, path), path);
  if (item?.around) {
    const alone = partText(document, item.around, item.span);
    const payload = jsonPayload(alone, parseJson(alone)?.value, item.around.item.path);
    return { ...payload, part: item.path };
  }
  return item
    ? jsonPayload(text.slice(item.span.start, item.span.end), item.value, item.path)
    : jsonPayload(text, value, []);
}
