import { factsOf } from "../core/facts.ts";
import { type Pointer, readValue } from "../core/pointers.ts";
import type { WebhookRequest } from "../core/request.ts";
import type { Freshness, SignatureLayout } from "../core/signature.ts";
import { layoutLocations } from "../signatures/parts/layout.ts";
import { put } from "./put.ts";

/** The time of signing as a scheme writes it. */
export function timestampOf(rules: Freshness, nowMs: number): string {
  if (rules.timestampUnit === "iso") return new Date(nowMs).toISOString();
  return String(rules.timestampUnit === "ms" ? nowMs : Math.floor(nowMs / 1000));
}

/** The request with a timestamp where the scheme reads it. */
export const stamped = (rules: Freshness, request: WebhookRequest, timestamp: string): WebhookRequest =>
  rules.timestamp ? put(request, rules.timestamp, timestamp) : request;

/** The request with every value that a template signs: missing ones become `sample`. */
export function filled(request: WebhookRequest, template: string): WebhookRequest {
  let draft = request;
  const pointers = template.match(/(?<=\{)(?:header|query|form|body):[^}?]+/g) as readonly Pointer[] | null;
  for (const pointer of pointers ?? [])
    if (readValue(factsOf(draft), pointer) === undefined) draft = put(draft, pointer, "sample");
  return draft;
}

/** A digest, and what a signature header holds beside it. */
export interface Seal {
  readonly timestamp: string;
  readonly digest: string;
  /** Further fields of the header. */
  readonly fields?: ReadonlyMap<string, string>;
}

/** The request with a signature, in its layout and place. */
export function sealed(
  layout: SignatureLayout,
  request: WebhookRequest,
  seal: Seal,
): WebhookRequest | undefined {
  const [location] = layoutLocations(layout);
  const { fields, prefix = "", assign = "=", parts } = layout;
  const { timestamp, digest, fields: further = new Map() } = seal;
  const separator = (layout.separator ?? ",").slice(-1);
  const pair = (name: string | undefined, value: string): string => `${name}${assign}${value}`;
  const named = [
    ...(fields?.timestamp ? [pair(fields.timestamp, timestamp)] : []),
    ...Array.from(further, ([name, value]) => pair(name, value)),
    pair(fields?.signature === "*" ? "key" : fields?.signature, digest),
  ].join(separator);
  const text = fields ? named : `${prefix}${digest}`;
  return (
    location &&
    put(request, location, parts === "timestamp-first" ? `${timestamp}${separator}${digest}` : text)
  );
}
