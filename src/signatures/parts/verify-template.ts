import { factsOf } from "../../core/facts.ts";
import type { Finding } from "../../core/outcome.ts";
import { rejected } from "../../core/outcome.ts";
import type { Proof } from "../../core/proof.ts";
import type { WebhookRequest } from "../../core/request.ts";
import type { Secret } from "../../core/secret.ts";
import type { SignatureLayout, SignedText } from "../../core/signature.ts";
import { type Attempt, firstMatch } from "../scheme.ts";
import { refuseAge, timestampText } from "./freshness.ts";
import { readSignatures } from "./layout.ts";
import { mostUnverifiedBytes } from "./limits.ts";
import { proofOf, wholeBody, wholeUrl } from "./proofs.ts";
import {
  isBodyAlone,
  readsBody,
  type SignedPart,
  signedHeaders,
  signedParts,
  signedValues,
  signs,
  templatesOf,
} from "./template.ts";

type Rules = SignedText & SignatureLayout;

/** Says whether one of the signatures belongs to these bytes; undefined for a secret that is no key of the scheme. */
export type Matches = (
  secret: Secret,
  parts: readonly SignedPart[],
  signatures: readonly string[],
) => boolean | undefined;

const isInBody = (pointer: string | undefined): boolean => /^(?:body|form):/.test(String(pointer));

/**
 * What the schemes over a template have in common: find the signatures, build the signed text, try every secret, and judge the age.
 * @param rules what is signed, and where the signature stands
 */
export function verifyTemplate(rules: Rules, attempt: Attempt, matches: Matches): Finding {
  const { request, facts, secrets, nowMs } = attempt;
  if ((isInBody(rules.from) || readsBody(rules)) && request.body.length > mostUnverifiedBytes)
    return rejected("signature-malformed");
  const found = readSignatures(rules, facts);
  if (found === "missing") return rejected("signature-missing");
  if (!found) return rejected("signature-malformed");
  const { signatures } = found;
  // A time in a signed body is read when the body is believed.
  const isLate = isInBody(rules.timestamp) && !signs(rules, "timestamp");
  let timestamp = isLate ? undefined : timestampText(rules, facts, found.timestamp);
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
  const finding = firstMatch(secrets, (secret) => {
    let matched: boolean | undefined = false;
    for (const parts of shared ?? textsFor(secret)) {
      const result = matches(secret, parts, signatures);
      matched = matched || result;
    }
    return matched;
  });
  if (!finding.ok) return finding;
  if (rules.json && !facts.document) return rejected("signature-malformed");
  if (isLate) timestamp = timestampText(rules, facts, undefined);
  const age = refuseAge(rules, timestamp, nowMs);
  return age ? rejected(age) : { ...finding, signedAt: timestamp };
}

const signsBody = (rules: SignedText): boolean => signs(rules, "body") || signs(rules, "form");

/** What a template's signature proves, without what a vendor signs anew on every attempt: the time, and the secret. */
export function proveTemplate(rules: SignedText, stored: WebhookRequest): Proof {
  const facts = factsOf(stored);
  const texts = templatesOf(rules).flatMap((template): (readonly SignedPart[])[] => {
    // Another scheme of the vendor may sign it with other text around: it is the same delivery under each of them.
    if (isBodyAlone(template)) return [[stored.body]];
    const parts = signedParts(template, { request: stored, facts, timestamp: "" });
    return parts ? [parts] : [];
  });
  // Nobody knows which template was signed: the last covers least. A line break at its end may belong to the value before it.
  const text = (texts.at(-1) ?? [stored.body]).map((part, at, all) =>
    typeof part === "string" && at === all.length - 1 ? part.trimEnd() : part,
  );
  const covers = [
    ...(signsBody(rules) ? wholeBody : []),
    ...(signs(rules, "url") || signs(rules, "query") ? wholeUrl : []),
    ...signedValues(rules),
  ];
  return proofOf([...new Set(covers)], text, stored);
}

/** Headers that tell one signed request from another where the body is not signed. */
export const templateHeaders = (rules: SignedText): readonly string[] =>
  signsBody(rules) ? [] : signedHeaders(rules);
