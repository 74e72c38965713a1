import { factsOf, factsOfItem } from "../../core/facts.ts";
import { child, type Json } from "../../core/json/json.ts";
import { type JsonMatch, matchesAt } from "../../core/json/json-matches.ts";
import { rejected } from "../../core/outcome.ts";
import { type Facts, pathOf, readValue } from "../../core/pointers.ts";
import type { ItemHmacSignature } from "../../core/signature.ts";
import { equalDigest } from "../parts/equal.ts";
import { hmacOf } from "../parts/hmac-of.ts";
import { hmacKey, hmacKeyKind } from "../parts/keys/secret-key.ts";
import { mostUnverifiedBytes } from "../parts/limits.ts";
import { proveTextAlone } from "../parts/proofs.ts";
import { code } from "../parts/words.ts";
import { firstMatch, type Scheme } from "../scheme.ts";

/** Most items in a request; no vendor sends more. */
const mostSignedItems = 1_000;

const listPath = ({ items }: ItemHmacSignature): readonly string[] => pathOf(items.slice("body:".length));

const fieldOf = (facts: Facts, { path, span }: JsonMatch, field: `/${string}`): string =>
  readValue(factsOfItem(facts, path, span), `item:${field}`) ?? "";

const signedText = ({ fields, separator }: ItemHmacSignature, facts: Facts, item: JsonMatch): string =>
  fields.map((field) => fieldOf(facts, item, field)).join(separator);

/** The items of a request, each with its path and the text that its vendor signs. */
export function itemTexts(
  signature: ItemHmacSignature,
  facts: Facts,
): readonly (readonly [path: readonly string[], text: string])[] {
  const list = facts.document ? matchesAt(facts.document, [...listPath(signature), "*"]) : [];
  return list.map((item) => [item.path, signedText(signature, facts, item)] as const);
}

/** HMAC over fields of every item of a list: one invalid item refuses them all. */
export const scheme: Scheme<ItemHmacSignature> = {
  locations: ({ items, signature }) => [`${items}/*${signature}`],
  verify(signature, { request, facts, secrets }) {
    const document = request.body.length <= mostUnverifiedBytes ? facts.document : undefined;
    const list = listPath(signature).reduce<Json | undefined>(child, document?.value);
    // Counted first: an attacker's long list must not cost a match for each item.
    if (!document || !Array.isArray(list) || list.length === 0 || list.length > mostSignedItems)
      return rejected("signature-malformed");
    const signed = matchesAt(document, [...listPath(signature), "*"]).map((item) => ({
      text: signedText(signature, facts, item),
      given: fieldOf(facts, item, signature.signature),
    }));
    if (signed.some(({ given }) => given === "")) return rejected("signature-missing");
    return firstMatch(secrets, (secret) => {
      const key = hmacKey(secret, signature.key);
      if (!key) return undefined;
      let equal = true;
      for (const { text, given } of signed)
        equal = equalDigest(hmacOf(signature, key, [text]), given) && equal;
      return equal;
    });
  },
  // A replay can repeat items, leave some out and mix those of two deliveries: each item has its own proof.
  prove(signature, stored) {
    const texts = itemTexts(signature, factsOf(stored)).map(
      ([path, text]) => [path.join("/"), text] as const,
    );
    // No field is covered: a replay can move part of one into its neighbour, across a separator in it.
    const items = texts.map(([path, text]) => [path, proveTextAlone(text, stored)] as const);
    const whole = proveTextAlone(texts.map(([, text]) => text).join("\n"), stored);
    return { ...whole, items: Object.fromEntries(items) };
  },
  keyKind: ({ key }, secret) => hmacKeyKind(secret, key),
};

export const describe = ({ items }: ItemHmacSignature): string =>
  `HMAC-SHA256 of every item of ${code(items)}`;
