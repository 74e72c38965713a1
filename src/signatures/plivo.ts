import { factsOf, formFields } from "../core/facts.ts";
import { rejected } from "../core/outcome.ts";
import { readValue } from "../core/pointers.ts";
import type { WebhookRequest } from "../core/request.ts";
import type { PlivoSignature } from "../core/signature.ts";
import { firstMatch, type Verifier } from "./attempt.ts";
import { equalDigest } from "./equal.ts";
import { hmacOf } from "./hmac.ts";
import { keyBytes } from "./key.ts";
import { readSignatures } from "./layout.ts";

type Fields = Iterable<readonly [string, string]>;

/** Fields by name, the values of one name by value. */
function sorted(fields: Fields): readonly (readonly [string, string])[] {
  const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
  return [...fields].sort((one, other) => compare(one[0], other[0]) || compare(one[1], other[1]));
}

/** The signed text without the nonce; undefined for a body that is no form and so is not covered. */
export function plivoText(request: WebhookRequest): string | undefined {
  const fields = request.body.length === 0 ? [] : formFields(request);
  if (!fields) return undefined;
  const base = request.url.split("?", 1)[0] ?? "";
  const query = sorted(new URLSearchParams(request.query))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
  const form = sorted(fields)
    .map(([name, value]) => name + value)
    .join("");
  const mark = query !== "" || form !== "" ? "?" : "";
  return `${base}${mark}${query}${query !== "" && form !== "" ? "." : ""}${form}`;
}

/** HMAC-SHA256 over the URL with its query in order, the form in order, and a nonce. */
export const verifyPlivo: Verifier<PlivoSignature> = (scheme, { request, secrets }) => {
  const facts = factsOf(request);
  const found = readSignatures({ header: scheme.header, encoding: "base64", separator: "," }, facts);
  if (found === "missing") return rejected("signature-missing");
  const nonce = readValue(facts, scheme.nonce);
  if (!found || nonce === undefined) return rejected("signature-malformed");
  const text = plivoText(request);
  if (text === undefined) return rejected("signature-mismatch");
  return firstMatch(secrets, (secret) => {
    const key = keyBytes(secret);
    const expected = hmacOf({ hash: "sha256", encoding: "base64" }, key, [`${text}.${nonce}`]);
    let equal = false;
    for (const signature of found.signatures) equal = equalDigest(expected, signature) || equal;
    return equal;
  });
};
