import { factsOf, factsOfItem } from "../../core/facts.ts";
import { child, type Json } from "../../core/json/json.ts";
import { type Place, placesAt } from "../../core/json/json-matches.ts";
import { rejected } from "../../core/outcome.ts";
import { type Facts, pathOf, readValue } from "../../core/pointers.ts";
import type { ItemHmacSignature } from "../../core/signature.ts";
import { equalDigest } from "../parts/equal.ts";
import { keyBytes } from "../parts/key.ts";
import { mostUnverifiedBytes } from "../parts/verify-template.ts";
import { firstMatch, type Verifier } from "../scheme.ts";
import { hmacOf } from "./hmac.ts";

/** No vendor sends more in a request. */
const mostItems = 1_000;

/** HMAC over fields of every item of a list: one item that does not hold refuses them all. */
export const verifyItemHmac: Verifier<ItemHmacSignature> = (scheme, { request, secrets }) => {
  const facts: Facts = factsOf(request);
  const document = request.body.length <= mostUnverifiedBytes ? facts.document : undefined;
  const path = pathOf(scheme.items.slice("body:".length));
  const list = path.reduce<Json | undefined>(child, document?.value);
  // Counted before a place is made for each.
  if (!document || !Array.isArray(list) || list.length === 0 || list.length > mostItems)
    return rejected("signature-malformed");
  const items = placesAt(document, [...path, "*"]);
  const at = ({ path, span }: Place, field: string): string =>
    readValue(factsOfItem(facts, path, span), `item:${field as `/${string}`}`) ?? "";
  const signed = items.map((item) => ({
    text: scheme.fields.map((field) => at(item, field)).join(scheme.separator),
    signature: at(item, scheme.signature),
  }));
  if (signed.some(({ signature }) => signature === "")) return rejected("signature-missing");
  return firstMatch(secrets, (secret) => {
    const key = keyBytes(secret, scheme.key);
    if (!key) return undefined;
    let equal = true;
    for (const { text, signature } of signed)
      equal = equalDigest(hmacOf(scheme, key, [text]), signature) && equal;
    return equal;
  });
};
