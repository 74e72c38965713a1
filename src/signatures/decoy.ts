import { randomBytes } from "node:crypto";
import { factsOf } from "../core/facts.ts";
import type { WebhookRequest } from "../core/request.ts";
import { Secret } from "../core/secret.ts";
import type { Signature } from "../core/signature.ts";
import { fetchNothing, type Scheme } from "./scheme.ts";
import { decoySignature, scheme } from "./schemes/hmac.ts";

const forgedHeaders = new Map(
  [decoySignature.header].flat().map((name) => [String(name), randomBytes(32).toString("hex")]),
);
const forgedSecret = new Secret(randomBytes(32).toString("hex"));

/** What refusing a wrong HMAC needs, besides the request. */
export const forgery = {
  scheme: scheme as Scheme<Signature>,
  signature: decoySignature,
  trial: { secrets: [forgedSecret], nowMs: 0, fetchText: fetchNothing },
} as const;

/** The request with a wrong HMAC. */
export const forgedOf = (request: WebhookRequest): WebhookRequest => ({ ...request, headers: forgedHeaders });

/** Does the work of refusing a wrong HMAC, so that other refusals take as long (timing attack). */
export async function decoy(request: WebhookRequest): Promise<void> {
  const forged = forgedOf(request);
  const secrets = [{ secret: forgedSecret, index: 0 }];
  await scheme.verify(decoySignature, { ...forgery.trial, request: forged, facts: factsOf(forged), secrets });
}
