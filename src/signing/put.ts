import { withFormField, withPair } from "../core/body/form-edit.ts";
import { child, decodeUtf8, type Json, type JsonDocument, parseJson } from "../core/json/json.ts";
import { withJsonAt } from "../core/json/json-edit.ts";
import { spanAt } from "../core/json/json-text.ts";
import { type Pointer, pathOf } from "../core/pointers.ts";
import type { WebhookRequest } from "../core/request.ts";

const withHeader = (request: WebhookRequest, name: string, value: string): WebhookRequest => ({
  ...request,
  headers: new Map([...request.headers, [name, value]]),
});

function withQuery(request: WebhookRequest, name: string, value: string): WebhookRequest {
  const pair = `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
  const query = withPair(request.query, name, value, pair);
  return { ...request, url: `${request.url.replace(/\?.*/s, "")}?${query}`, query };
}

/** A text as JSON at a path of a document: a number where one stood. */
export function jsonAsBefore(text: string, path: readonly string[], value: string): string {
  const span = spanAt(text, path);
  const wasNumber = span !== undefined && /^[-0-9]/.test(text.slice(span.start, span.end));
  return wasNumber && /^(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/.test(value) ? value : JSON.stringify(value);
}

/** The paths that a pointer leads to: `*` stands for each element of a list that is there, else for the first of a new one. */
function pathsIn(
  document: JsonDocument | undefined,
  path: readonly string[],
): readonly (readonly string[])[] {
  const star = path.indexOf("*");
  if (star === -1) return [path];
  const before = path.slice(0, star);
  const list = before.reduce<Json | undefined>(child, document?.value);
  const count = Array.isArray(list) ? Math.max(list.length, 1) : 1;
  return Array.from({ length: count }, (_, index) => [
    ...before,
    String(index),
    ...path.slice(star + 1),
  ]).flatMap((one) => pathsIn(document, one));
}

function withMember(request: WebhookRequest, steps: readonly string[], value: string): WebhookRequest {
  const before = decodeUtf8(request.body) || "null";
  const text = pathsIn(parseJson(before), steps).reduce((changed, path) => {
    const next = withJsonAt(changed, path, jsonAsBefore(changed, path, value));
    if (next === undefined) throw new Error(`the body has no place for /${path.join("/")}`);
    return next;
  }, before);
  return { ...request, body: new TextEncoder().encode(text) };
}

/** The request with a value at a pointer. Everything else in it stays as it is spelled. */
export function put(request: WebhookRequest, pointer: Pointer, value: string): WebhookRequest {
  const cut = pointer.indexOf(":");
  const kind = pointer.slice(0, cut);
  const name = pointer.slice(cut + 1);
  if (kind === "header") return withHeader(request, name, value);
  if (kind === "query") return withQuery(request, name, value);
  if (kind === "form") return withFormField(request, name, value);
  return withMember(request, pathOf(name), value);
}
