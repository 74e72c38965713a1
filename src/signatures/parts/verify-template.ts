import { boundaryOf } from "../../core/body/multipart.ts";
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
  signsQuery,
  templateCoversUrl,
  templatesOf,
} from "./template.ts";

type Rules = SignedText & SignatureLayout;

/** True when one of the signatures is valid for these bytes; undefined for a secret that is not a key. */
export type Matches = (
  secret: Secret,
  parts: readonly SignedPart[],
  signatures: readonly string[],
) => boolean | undefined;

const isInBody = (pointer: string | undefined): boolean => /^(?:body|form):/.test(String(pointer));

/**
 * Verifies a signature over a template: finds the signatures, builds the text, tries every secret and checks
 * the age of the timestamp.
 * @param rules what is signed, and where the signature is
 */
export function verifyTemplate(rules: Rules, attempt: Attempt, matches: Matches): Finding {
  const { request, facts, secrets, nowMs } = attempt;
  const isLong = request.body.length > mostUnverifiedBytes;
  // Finding the parts of a multipart form costs little, and its files may be large.
  const isMultipart = rules.multipart && boundaryOf(request.headers.get("content-type")) !== undefined;
  if ((isInBody(rules.from) || readsBody(rules)) && isLong && !isMultipart)
    return rejected("signature-malformed");
  const found = readSignatures(rules, facts);
  if (found === "missing") return rejected("signature-missing");
  if (!found) return rejected("signature-malformed");
  const { signatures } = found;
  // A timestamp in the body is read after the body is verified.
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
  return age ?? { ...finding, signedAt: timestamp };
}

const signsBody = (rules: SignedText): boolean => signs(rules, "body") || signs(rules, "form");

/** What a template's signature proves, without the time and the secret: those differ between attempts. */
export function proveTemplate(rules: SignedText, stored: WebhookRequest): Proof {
  const facts = factsOf(stored);
  const texts = templatesOf(rules).flatMap((template): (readonly SignedPart[])[] => {
    // A replay under another scheme of the vendor must have the same proof, whatever text is around the body.
    if (isBodyAlone(template)) return [[stored.body]];
    const parts = signedParts(template, { request: stored, facts, timestamp: "" });
    return parts ? [parts] : [];
  });
  // The last template covers least, and it is unknown which one was signed.
  const text = (texts.at(-1) ?? [stored.body]).map((part, at, all) =>
    // A line break at the end may belong to the value before it.
    typeof part === "string" && at === all.length - 1 ? part.trimEnd() : part,
  );
  const covers = [
    ...(signsBody(rules) ? wholeBody : []),
    ...(signs(rules, "url") || signs(rules, "query") ? wholeUrl : []),
    ...signedValues(rules),
  ];
  return proofOf([...new Set(covers)], text, stored);
}

/** Headers that distinguish signed requests where the body is not signed. */
const templateHeaders = (rules: SignedText): readonly string[] =>
  signsBody(rules) ? [] : signedHeaders(rules);

/** What the schemes over a template have in common. */
export const templateScheme = {
  signedText: (rules: SignedText): SignedText => rules,
  prove: proveTemplate,
  proofHeaders: templateHeaders,
  signsUrl: signsQuery,
  coversUrl: templateCoversUrl,
} as const;
