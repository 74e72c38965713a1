import { formFields } from "../../src/core/facts.ts";
import { parseJson } from "../../src/core/json/json.ts";
import { elementSpans, spanAt } from "../../src/core/json/json-text.ts";
import { pathOf, pointersIn } from "../../src/core/pointers.ts";
import { distinctionsOf, type EventRules, type Provider } from "../../src/core/provider.ts";
import type { WebhookRequest } from "../../src/core/request.ts";

/** Pointers that no provider names, one for each place where a value may stand. */
const probes = ["body:/a", "item:/a", "form:a", "query:q", "header:webhook-id"];

const ruled = ({ type, id, time, subject, origin }: EventRules): readonly string[] =>
  [type, id, time, subject, origin].flatMap(pointersIn);

/** Every pointer that a provider's events are read by, and the probes. */
export function pointersOf({ event }: Provider): readonly string[] {
  const distinct = distinctionsOf(event).filter((one) => one !== "signing-time" && one !== "delivery");
  const cases = Object.values(event.cases ?? {}).flatMap(ruled);
  const all = [
    ...ruled(event),
    ...pointersIn(event.by),
    ...distinct.flatMap(pointersIn),
    ...cases,
    ...probes,
  ];
  return [...new Set(all)].sort();
}

const withBody = (request: WebhookRequest, text: string): WebhookRequest => ({
  ...request,
  body: Buffer.from(text),
});

/** The first item of a list in place of the whole body, so that nothing can be split. */
function cut(request: WebhookRequest, { event }: Provider): WebhookRequest | undefined {
  const text = Buffer.from(request.body).toString();
  if (event.each === undefined || !parseJson(text)) return undefined;
  for (const pointer of [event.each].flat()) {
    const path = pathOf(pointer.slice("body:".length));
    const list = path.includes("*") ? undefined : spanAt(text, path);
    const [item] = list && text[list.start] === "[" ? elementSpans(text, list) : [];
    if (item) return withBody(request, text.slice(item.start, item.end));
  }
  return undefined;
}

/** The last field of a form moved into the query, or the members of an object the other way round. */
function moved(request: WebhookRequest): WebhookRequest | undefined {
  const text = Buffer.from(request.body).toString();
  if (request.headers.get("content-type")?.startsWith("application/x-www-form-urlencoded")) {
    const pairs = text.split("&");
    const last = pairs.pop();
    if (!formFields(request) || last === undefined) return undefined;
    const query = request.query === "" ? last : `${request.query}&${last}`;
    const url = `${request.url.replace(/\?.*/s, "")}?${query}`;
    return withBody({ ...request, query, url }, pairs.join("&"));
  }
  const value = parseJson(text)?.value;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return withBody(request, JSON.stringify(Object.fromEntries(Object.entries(value).reverse())));
}

/** Two neighbouring fields of a form cut in another place: the end of a name becomes the beginning of its value. */
function recut(request: WebhookRequest): WebhookRequest | undefined {
  const text = Buffer.from(request.body).toString();
  if (!request.headers.get("content-type")?.startsWith("application/x-www-form-urlencoded")) return undefined;
  const changed = text.replace(/([A-Za-z])([A-Za-z])=/, "$1=$2");
  return changed === text ? undefined : withBody(request, changed);
}

/** Every header but the content type taken away. */
const bare = (request: WebhookRequest): WebhookRequest => ({
  ...request,
  headers: new Map([...request.headers].filter(([name]) => name === "content-type")),
});

/** What somebody who has captured a delivery might send in its place, by name. */
export function variantsOf(
  request: WebhookRequest,
  provider: Provider,
): readonly (readonly [name: string, request: WebhookRequest])[] {
  const all = {
    whole: request,
    cut: cut(request, provider),
    moved: moved(request),
    recut: recut(request),
    bare: bare(request),
  };
  return Object.entries(all).flatMap(([name, one]) => (one ? [[name, one] as const] : []));
}

/** The query parameter of a token that the URL carries beside the vendor's signature. */
export const urlToken = { name: "hb_token", value: "a-token-of-the-url-0123456789" } as const;

/** The request with such a token in its URL. */
export function withUrlToken(request: WebhookRequest): WebhookRequest {
  const pair = `${urlToken.name}=${urlToken.value}`;
  const query = request.query === "" ? pair : `${request.query}&${pair}`;
  return { ...request, query, url: `${request.url.replace(/\?.*/s, "")}?${query}` };
}
