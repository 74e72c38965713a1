import { randomBytes } from "node:crypto";
import { factsOf } from "../core/facts.ts";
import type { WebhookRequest } from "../core/request.ts";
import { Secret } from "../core/secret.ts";
import { fetchNothing } from "./scheme.ts";
import { decoySignature, scheme } from "./schemes/hmac.ts";

const forgedHeaders = new Map(
  [decoySignature.header].flat().map((name) => [String(name), randomBytes(32).toString("hex")]),
);
const forgedSecrets = [{ secret: new Secret(randomBytes(32).toString("hex")), index: 0 }];

/** Does the work of refusing a wrong HMAC, so that other refusals take as long (timing attack). */
export async function decoy(request: WebhookRequest): Promise<void> {
  const forged = { ...request, headers: forgedHeaders };
  await scheme.verify(decoySignature, {
    request: forged,
    facts: factsOf(forged),
    secrets: forgedSecrets,
    nowMs: 0,
    fetchText: fetchNothing,
  });
}
