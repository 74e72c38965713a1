import { child, type Json } from "../../core/json/json.ts";
import { rejected } from "../../core/outcome.ts";
import { pathOf, readValue } from "../../core/pointers.ts";
import type { TokenSignature } from "../../core/signature.ts";
import { behindPrefix } from "../parts/credentials.ts";
import { equalText } from "../parts/equal.ts";
import { mostUnverifiedBytes } from "../parts/limits.ts";
import { proveEverything } from "../parts/proofs.ts";
import type { PlainForm } from "../plain-form.ts";
import { firstMatch, type Scheme } from "../scheme.ts";

/**
 * The texts at a path; `*` is every element of a list. "" for a missing text, and a missing or empty list.
 */
function tokensAt(value: Json | undefined, [step, ...rest]: readonly string[]): readonly string[] {
  if (step === undefined) return [typeof value === "string" ? value : ""];
  if (step !== "*") return tokensAt(child(value, step), rest);
  return Array.isArray(value) && value.length > 0
    ? value.flatMap((element) => tokensAt(element, rest))
    : [""];
}

/** A shared token, compared in constant time. */
export const scheme: Scheme<TokenSignature> = {
  locations: ({ from }) => [from],
  verify({ from, prefix = "" }, { request, facts, secrets }) {
    const isInBody = from.startsWith("body:");
    if (isInBody && request.body.length > mostUnverifiedBytes) return rejected("signature-malformed");
    const path = pathOf(from.slice("body:".length));
    // A set: an attacker's list may repeat a token ten thousand times, each of which would be hashed.
    const values = new Set(
      isInBody && path.includes("*") ? tokensAt(facts.document?.value, path) : [readValue(facts, from) ?? ""],
    );
    if (values.has("")) return rejected("signature-missing");
    const [token, ...others] = [...values].map((value) => behindPrefix(value, prefix));
    if (token === undefined || others.includes(undefined)) return rejected("signature-malformed");
    return firstMatch(secrets, (secret) => equalText(secret.reveal().trim(), token) && others.length === 0);
  },
  prove: (_, stored) => proveEverything(stored),
  // The header's first word shows whether it holds a token or a password (RFC 9110 §11.4).
  recognizes: ({ from, prefix = "" }, { headers }) =>
    from !== "header:authorization" ||
    behindPrefix(String(headers.get("authorization")), prefix) !== undefined,
  sendsSecret: true,
};

export const describe = (): string => "shared token";

export const plainForm = ({ from, prefix = "" }: TokenSignature): PlainForm => ({
  kind: "shared-token",
  from,
  prefix,
});
