import { factsOf } from "../core/facts.ts";
import { rejected } from "../core/outcome.ts";
import { readValue } from "../core/pointers.ts";
import type { TokenSignature } from "../core/signature.ts";
import { firstMatch, type Verifier } from "./attempt.ts";
import { equalText } from "./equal.ts";

/** A shared token, compared in constant time. */
export const verifyToken: Verifier<TokenSignature> = (scheme, { request, secrets }) => {
  const value = readValue(factsOf(request), scheme.from);
  if (value === undefined) return rejected("signature-missing");
  const prefix = scheme.prefix ?? "";
  if (!value.startsWith(prefix)) return rejected("signature-malformed");
  const token = value.slice(prefix.length);
  return firstMatch(secrets, (secret) => equalText(secret.reveal().trim(), token));
};
