import { type Pointer, pathOf } from "../core/pointers.ts";
import type { WebhookRequest } from "../core/request.ts";

/** The JSON value with `value` at a path. Missing parents become lists (index or `*`) or objects (name). */
function withValue(tree: unknown, [step, ...rest]: readonly string[], value: string): unknown {
  if (step === undefined) return value;
  const empty = /^(?:\*|[0-9]+)$/.test(step) ? [] : {};
  const node = (typeof tree === "object" && tree !== null ? tree : empty) as { [key: string]: unknown };
  const key = step === "*" ? "0" : step;
  node[key] = withValue(node[key], rest, value);
  return node;
}

const withHeader = (request: WebhookRequest, name: string, value: string): WebhookRequest => ({
  ...request,
  headers: new Map([...request.headers, [name, value]]),
});

function withQuery(request: WebhookRequest, name: string, value: string): WebhookRequest {
  const pair = `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
  const query = request.query === "" ? pair : `${request.query}&${pair}`;
  return { ...request, url: `${request.url.replace(/\?.*/s, "")}?${query}`, query };
}

function withForm(request: WebhookRequest, name: string, value: string): WebhookRequest {
  const form = new URLSearchParams(Buffer.from(request.body).toString());
  form.set(name, value);
  const typed = withHeader(request, "content-type", "application/x-www-form-urlencoded");
  return { ...typed, body: new TextEncoder().encode(form.toString()) };
}

function withMember(request: WebhookRequest, path: readonly string[], value: string): WebhookRequest {
  const tree: unknown = JSON.parse(Buffer.from(request.body).toString() || "null");
  return { ...request, body: new TextEncoder().encode(JSON.stringify(withValue(tree, path, value))) };
}

/** The request with a value at a pointer. */
export function put(request: WebhookRequest, pointer: Pointer, value: string): WebhookRequest {
  const cut = pointer.indexOf(":");
  const kind = pointer.slice(0, cut);
  const name = pointer.slice(cut + 1);
  if (kind === "header") return withHeader(request, name, value);
  if (kind === "query") return withQuery(request, name, value);
  if (kind === "form") return withForm(request, name, value);
  return withMember(request, pathOf(name), value);
}
