import { factsOf } from "../../core/facts.ts";
import { rejected, type Verdict } from "../../core/outcome.ts";
import type { Secret } from "../../core/secret.ts";
import type { SignatureLayout, SignedText } from "../../core/signature.ts";
import { type Attempt, firstMatch } from "../scheme.ts";
import { refuseAge, timestampText } from "./freshness.ts";
import { readSignatures } from "./layout.ts";
import { readsBody, type SignedPart, signedParts, signs, templatesOf } from "./template.ts";

/** Largest body of which fields are read before it is believed. */
export const mostUnverifiedBytes = 1_048_576;

type Rules = SignedText & SignatureLayout;

/** Says whether one of the signatures belongs to these bytes; undefined for a secret that is no key of the scheme. */
export type Matches = (
  secret: Secret,
  parts: readonly SignedPart[],
  signatures: readonly string[],
) => boolean | undefined;

const inBody = (pointer: string | undefined): boolean => /^(?:body|form):/.test(String(pointer));

/**
 * What the schemes over a signed text have in common: find the signatures, build the text, try every secret, and judge the age.
 * @param rules what is signed, and where the signature stands
 */
export function verifySigned(rules: Rules, { request, secrets, nowMs }: Attempt, matches: Matches): Verdict {
  if ((inBody(rules.from) || readsBody(rules)) && request.body.length > mostUnverifiedBytes)
    return rejected("signature-malformed");
  const facts = factsOf(request, rules.payload);
  const found = readSignatures(rules, facts);
  if (found === "missing") return rejected("signature-missing");
  if (!found) return rejected("signature-malformed");
  const { signatures } = found;
  // A time in a signed body is read when the body is believed.
  const late = inBody(rules.timestamp) && !signs(rules, "timestamp");
  let timestamp = late ? undefined : timestampText(rules, facts, found.timestamp);
  const textsFor = (secret?: Secret): readonly (readonly SignedPart[])[] => {
    const { fields } = found;
    const from = { request, facts, timestamp, fields, secret: secret?.reveal().trim() };
    const texts: (readonly SignedPart[])[] = [];
    for (const template of templatesOf(rules)) {
      const parts = signedParts(template, from);
      if (parts) texts.push(parts);
    }
    return texts;
  };
  const holdsSecret = signs(rules, "secret");
  const shared = holdsSecret ? undefined : textsFor();
  if (shared?.length === 0) return rejected("signature-malformed");
  const verdict = firstMatch(secrets, (secret) => {
    let matched: boolean | undefined = false;
    for (const parts of shared ?? textsFor(secret)) {
      const result = matches(secret, parts, signatures);
      matched = matched || result;
    }
    return matched;
  });
  if (!verdict.ok) return verdict;
  if (rules.json && !facts.document) return rejected("signature-malformed");
  if (late) timestamp = timestampText(rules, facts, undefined);
  const age = refuseAge(rules, timestamp, nowMs);
  if (age) return rejected(age);
  const content = rules.payload && facts.document && new TextEncoder().encode(facts.document.text);
  return { ...verdict, signedAt: timestamp, ...(content && { content }) };
}
