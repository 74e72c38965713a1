import { BridgeError } from "../core/errors.ts";
import { factsOf } from "../core/facts.ts";
import { rejected, type Verdict } from "../core/outcome.ts";
import type { WebhookRequest } from "../core/request.ts";
import type { Secret } from "../core/secret.ts";
import type { Signature } from "../core/signature.ts";
import { schemeOf } from "./choose.ts";
import { decoy } from "./decoy.ts";
import type { Attempt, RankedSecret } from "./scheme.ts";
import { mayServe } from "./secret-roles.ts";

/** What verification needs besides the request. */
export interface Trial {
  /** The scheme that decides; undefined for a request that carries none of the provider's. */
  readonly signature: Signature | undefined;
  /** True when the provider has no other scheme, so that the sender had no choice. */
  readonly isOnly: boolean;
  /** The source's secrets, the newest first. */
  readonly secrets: readonly Secret[];
  readonly nowMs: number;
  readonly fetchText: Attempt["fetchText"];
}

/** Refusals before any hashing: without a decoy they would be faster. */
const early = new Set([
  "signature-missing",
  "signature-malformed",
  "key-untrusted",
  "key-unknown",
  "key-not-fetched",
]);

/**
 * Verifies that the sender of a request holds one of the secrets.
 * @throws BridgeError `key-fetch-failed`; `secret-unusable` when no secret is a key of the scheme
 */
export async function verify(request: WebhookRequest, trial: Trial): Promise<Verdict> {
  const { signature } = trial;
  const verdict = signature ? await judge(request, signature, trial) : rejected("signature-missing");
  if (!verdict.ok && early.has(verdict.reason)) await decoy(request);
  return verdict;
}

async function judge(
  request: WebhookRequest,
  signature: Signature,
  { isOnly, secrets, nowMs, fetchText }: Trial,
): Promise<Verdict> {
  const usable: RankedSecret[] = [];
  for (const [index, secret] of secrets.entries())
    if (mayServe(secret, signature)) usable.push({ secret, index });
  const attempt = { request, facts: factsOf(request), secrets: usable, nowMs, fetchText };
  const judged = schemeOf(signature).verify(signature, attempt);
  const finding = judged instanceof Promise ? await judged : judged;
  if (finding.ok) return { ...finding, signature };
  const hasOtherRoles = usable.length === 0 && secrets.length > 0;
  return hasOtherRoles || finding.reason === "secret-unusable" ? unusable(signature, isOnly) : finding;
}

/** No secret is a key of the scheme: our fault, so it throws; a vendor may give up after a 401. */
function unusable(signature: Signature, isOnly: boolean): Verdict {
  // The sender chose this scheme of several: it must not learn that the scheme has no key.
  if (!isOnly) return rejected("signature-mismatch");
  throw new BridgeError(
    "secret-unusable",
    `No secret of the source can be a key of its scheme (${signature.scheme}): it is probably cut short, lacks its prefix, or has another role.`,
    "Copy the secret from the vendor's console again, whole and with its prefix, and store it for the source.",
  );
}
