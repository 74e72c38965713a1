import { factsOf } from "../core/facts.ts";
import type { WebhookRequest } from "../core/request.ts";
import type { SignatureLayout, SignedText } from "../core/signature.ts";
import { joined, signedParts, templatesOf } from "../signatures/parts/template.ts";
import { filled, sealed, stamped, timestampOf } from "./draft.ts";
import type { Signed } from "./signer.ts";

/** A request to sign, the secret, and the time of signing. */
export interface TemplateSample {
  readonly request: WebhookRequest;
  readonly secret: string;
  readonly nowMs: number;
}

/**
 * Signs the first template of a scheme.
 * @param digestOf gives undefined for a secret that is not a key
 */
export function signTemplate(
  rules: SignedText & SignatureLayout,
  { request, secret, nowMs }: TemplateSample,
  digestOf: (bytes: Buffer) => string | undefined,
): Signed {
  const timestamp = timestampOf(rules, nowMs);
  const [template] = templatesOf(rules);
  if (template === undefined) return undefined;
  const draft = filled(stamped(rules, request, timestamp), template);
  const fields = new Map((template.match(/(?<=\{field:)[^}]+/g) ?? []).map((name) => [name, "sample"]));
  const parts = signedParts(template, { request: draft, facts: factsOf(draft), timestamp, fields, secret });
  const digest = parts && digestOf(joined(parts));
  return digest === undefined ? undefined : sealed(rules, draft, { timestamp, digest, fields });
}
