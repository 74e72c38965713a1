import { type Pointer, pathOf } from "../core/pointers.ts";
import type { WebhookRequest } from "../core/request.ts";

type Tree = { [key: string]: Tree | string } | (Tree | string)[];

function setAt(tree: Tree, [step, ...rest]: readonly string[], value: string): void {
  if (step === undefined) return;
  const node = tree as { [key: string]: Tree | string };
  const key = step === "*" ? "0" : step;
  if (rest.length === 0) node[key] = value;
  else {
    const next = node[key];
    if (typeof next !== "object" || next === null)
      node[key] = /^(?:\*|[0-9]+)$/.test(rest[0] ?? "") ? [] : {};
    setAt(node[key] as Tree, rest, value);
  }
}

const withHeader = (request: WebhookRequest, name: string, value: string): WebhookRequest => ({
  ...request,
  headers: new Map([...request.headers, [name, value]]),
});

function withQuery(request: WebhookRequest, name: string, value: string): WebhookRequest {
  const pair = `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
  const mark = request.query === "" ? "?" : "&";
  return {
    ...request,
    url: `${request.url}${mark}${pair}`,
    query: `${request.query}${mark.replace("?", "")}${pair}`,
  };
}

function withForm(request: WebhookRequest, name: string, value: string): WebhookRequest {
  const form = new URLSearchParams(Buffer.from(request.body).toString());
  form.set(name, value);
  const typed = withHeader(request, "content-type", "application/x-www-form-urlencoded");
  return { ...typed, body: new TextEncoder().encode(form.toString()) };
}

function withMember(request: WebhookRequest, path: readonly string[], value: string): WebhookRequest {
  const tree = JSON.parse(Buffer.from(request.body).toString() || "{}") as Tree;
  setAt(tree, path, value);
  return { ...request, body: new TextEncoder().encode(JSON.stringify(tree)) };
}

/** The request with a value put where a pointer points. */
export function put(request: WebhookRequest, pointer: Pointer, value: string): WebhookRequest {
  const [kind = "", name = ""] = [
    pointer.slice(0, pointer.indexOf(":")),
    pointer.slice(pointer.indexOf(":") + 1),
  ];
  if (kind === "header") return withHeader(request, name, value);
  if (kind === "query") return withQuery(request, name, value);
  if (kind === "form") return withForm(request, name, value);
  return withMember(request, pathOf(name), value);
}
