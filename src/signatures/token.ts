import { factsOf } from "../core/facts.ts";
import { child, type Json } from "../core/json.ts";
import { rejected } from "../core/outcome.ts";
import { type Facts, jsonAt, type Pointer, pathOf, readValue } from "../core/pointers.ts";
import type { TokenSignature } from "../core/signature.ts";
import { firstMatch, type Verifier } from "./attempt.ts";
import { equalText } from "./equal.ts";
import { mostUnverifiedBytes } from "./signed.ts";

const everyElement = /\/\*(?=\/|$)/;

/** The places of a pointer: one, or one in every element of a list; none where a list is missing or empty. */
function placesOf(from: Pointer, body: Json | undefined): readonly Pointer[] {
  const star = from.search(everyElement);
  if (star === -1) return [from];
  const before = from.slice(0, star);
  const after = from.slice(star + "/*".length);
  const list = pathOf(before.slice("body:".length)).reduce(child, body);
  if (!Array.isArray(list)) return [];
  const places = list.map((_, index) => placesOf(`${before}/${index}${after}` as Pointer, body));
  return places.every(({ length }) => length > 0) ? places.flat() : [];
}

/** A token in a list is a text and no number: the digits of one would be searched for from the beginning of the body, for each anew. */
function tokenAt(facts: Facts, place: Pointer, isInList: boolean): string {
  const value = isInList ? jsonAt(facts.document, pathOf(place.slice(5))) : readValue(facts, place);
  return typeof value === "string" ? value : "";
}

/** A shared token, compared in constant time. */
export const verifyToken: Verifier<TokenSignature> = ({ from, prefix = "" }, { request, secrets }) => {
  if (from.startsWith("body:") && request.body.length > mostUnverifiedBytes)
    return rejected("signature-malformed");
  const facts = factsOf(request);
  const places = from.startsWith("body:") ? placesOf(from, facts.document?.value) : [from];
  const isInList = everyElement.test(from);
  const values = places.map((place) => tokenAt(facts, place, isInList));
  if (values.length === 0 || values.includes("")) return rejected("signature-missing");
  if (!values.every((value) => value.startsWith(prefix))) return rejected("signature-malformed");
  const tokens = values.map((value) => value.slice(prefix.length));
  return firstMatch(secrets, (secret) => {
    let equal = true;
    for (const token of tokens) equal = equalText(secret.reveal().trim(), token) && equal;
    return equal;
  });
};
