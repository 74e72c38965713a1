import { factsOf } from "../../../core/facts.ts";
import { memoizeFor } from "../../../core/memoize.ts";
import { type Pointer, readValue } from "../../../core/pointers.ts";
import type { WebhookRequest } from "../../../core/request.ts";
import type { Signature, SignatureLayout } from "../../../core/signature.ts";
import { signatureLocations } from "../../../signatures/choose.ts";
import { plainFormOf } from "../../../signatures/describe.ts";
import { put } from "../../../signing/put.ts";

const pointerText = /^(?:header|query|form):[^:{}/][^{}]*$|^body:\/[^{}]+$/;

/** The pointers in a value of a signature: as they are, or in the braces of a template. */
function pointersInside(value: unknown): readonly string[] {
  if (typeof value === "string")
    return pointerText.test(value)
      ? [value]
      : Array.from(value.matchAll(/\{((?:header|query|form|body):[^}?]+)\}/g), ([, inner = ""]) => inner);
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(pointersInside);
}

/** Where a request has what its signature needs, the signature itself first: signature, time, nonce, signed values. */
export const neededPlaces = memoizeFor((signature: Signature): readonly Pointer[] => {
  const { only: _, ...rest } = signature;
  const lists =
    "signedHeaders" in signature && typeof signature.signedHeaders === "string"
      ? [`header:${signature.signedHeaders}`]
      : [];
  const all = [
    ...signatureLocations(signature),
    ...pointersInside(rest),
    ...pointersInside(plainFormOf(signature)),
    ...lists,
    ...headerOfPlainForm(signature),
  ];
  return [...new Set(all)].filter((place) => !place.includes("*")) as readonly Pointer[];
});

function headerOfPlainForm(signature: Signature): readonly string[] {
  const plain = plainFormOf(signature);
  return plain && "header" in plain ? [plain.header ?? []].flat().map((name) => `header:${name}`) : [];
}

/** The value at a place, as it came. */
export const valueAt = (request: WebhookRequest, place: Pointer): string | undefined =>
  readValue(factsOf(request), place);

/** The request with a value at a place. A header that stands there already is replaced. */
export function putAt(request: WebhookRequest, place: Pointer, value: string): WebhookRequest {
  try {
    return put(request, place, value);
  } catch {
    // A body that is no JSON has no member.
    return request;
  }
}

/** The request without a parameter of its query. */
export function withoutParameter(request: WebhookRequest, name: string): WebhookRequest {
  const query = request.query
    .split("&")
    .filter((pair) => decodeURIComponentSafely(pair.split("=", 1)[0] ?? "") !== name)
    .join("&");
  const base = request.url.replace(/\?.*$/s, "");
  return { ...request, query, url: query === "" ? base : `${base}?${query}` };
}

/** Percent-decoded where that can be. */
export function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The name of a place, as people call it: the header's own name for a header. */
export function placeLabel(place: string): string {
  const name = place.slice(place.indexOf(":") + 1);
  if (place.startsWith("header:")) return name;
  if (place.startsWith("query:")) return `the query parameter ${name}`;
  if (place.startsWith("form:")) return `the form field ${name}`;
  return name === "" ? "the body" : `the body at ${name}`;
}

/** A signature in a header of named fields. */
export type LabelledSignature = Signature & { readonly fields: NonNullable<SignatureLayout["fields"]> };

/** True for a signature whose header has named fields: `t=…,v1=…`. */
export const isLabelled = (signature: Signature): signature is LabelledSignature =>
  "fields" in signature && signature.fields !== undefined && "signature" in signature.fields;
