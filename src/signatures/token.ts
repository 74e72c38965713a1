import { factsOf } from "../core/facts.ts";
import { rejected } from "../core/outcome.ts";
import { placesAt } from "../core/places.ts";
import { type Facts, pathOf, readValue } from "../core/pointers.ts";
import type { TokenSignature } from "../core/signature.ts";
import { firstMatch, type Verifier } from "./attempt.ts";
import { equalText } from "./equal.ts";
import { mostUnverifiedBytes } from "./signed.ts";

/** The tokens that a request carries: one, or one for every element of a list (an element without one gives `""`). */
function tokensIn(from: TokenSignature["from"], facts: Facts): readonly string[] {
  if (!from.includes("/*")) return [readValue(facts, from) ?? ""];
  const path = pathOf(from.slice("body:".length));
  const list = path.lastIndexOf("*");
  const { document } = facts;
  const items = document ? placesAt(document, path.slice(0, list + 1)) : [];
  return items.map(
    ({ path: item }) => readValue(facts, `body:/${[...item, ...path.slice(list + 1)].join("/")}`) ?? "",
  );
}

/** A shared token, compared in constant time. */
export const verifyToken: Verifier<TokenSignature> = ({ from, prefix = "" }, { request, secrets }) => {
  if (from.startsWith("body:") && request.body.length > mostUnverifiedBytes)
    return rejected("signature-malformed");
  const values = tokensIn(from, factsOf(request));
  if (values.length === 0 || values.includes("")) return rejected("signature-missing");
  if (!values.every((value) => value.startsWith(prefix))) return rejected("signature-malformed");
  const tokens = values.map((value) => value.slice(prefix.length));
  return firstMatch(secrets, (secret) => {
    let equal = true;
    for (const token of tokens) equal = equalText(secret.reveal().trim(), token) && equal;
    return equal;
  });
};
