import { factsOf } from "../../core/facts.ts";
import { child, type Json } from "../../core/json/json.ts";
import { rejected, type Verdict } from "../../core/outcome.ts";
import { pathOf, readValue } from "../../core/pointers.ts";
import type { TokenSignature } from "../../core/signature.ts";
import { equalText } from "../parts/equal.ts";
import { mostUnverifiedBytes } from "../parts/verify-template.ts";
import { type Attempt, firstMatch } from "../scheme.ts";

/** The texts at a path, `*` standing for every element of a list; "" where there is none, or no list, or an empty one. */
function textsAt(value: Json | undefined, [step, ...rest]: readonly string[]): readonly string[] {
  if (step === undefined) return [typeof value === "string" ? value : ""];
  if (step !== "*") return textsAt(child(value, step), rest);
  return Array.isArray(value) && value.length > 0 ? value.flatMap((one) => textsAt(one, rest)) : [""];
}

/** A shared token, compared in constant time. */
export function verifyToken(
  { from, prefix = "" }: TokenSignature,
  { request, secrets }: Pick<Attempt, "request" | "secrets">,
): Verdict {
  const inBody = from.startsWith("body:");
  if (inBody && request.body.length > mostUnverifiedBytes) return rejected("signature-malformed");
  const facts = factsOf(request);
  const path = pathOf(from.slice("body:".length));
  // Once each: a list may repeat its token ten thousand times.
  const values = new Set(
    inBody && path.includes("*") ? textsAt(facts.document?.value, path) : [readValue(facts, from) ?? ""],
  );
  if (values.has("")) return rejected("signature-missing");
  if (![...values].every((value) => value.startsWith(prefix))) return rejected("signature-malformed");
  const [token, ...others] = [...values].map((value) => value.slice(prefix.length));
  return firstMatch(
    secrets,
    (secret) => equalText(secret.reveal().trim(), String(token)) && others.length === 0,
  );
}
