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

/** What a request is judged by. */
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

/** Refusals that come before anything was hashed. */
const early = new Set(["signature-missing", "signature-malformed", "key-untrusted"]);

/**
 * Whether a request was made by who holds one of the secrets.
 * @throws BridgeError `key-fetch-failed` when a key that must be fetched can't be had, `secret-unusable` when no secret is a key
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
  const isNone = usable.length === 0 && secrets.length > 0;
  return isNone || finding.reason === "secret-unusable" ? unusable(signature, isOnly) : finding;
}

/**
 * No secret is a key of the scheme. That is a fault of ours, and a vendor that gets a 401 may give up; but where a provider has several
 * schemes the sender chose this one, and learns nothing.
 */
function unusable(signature: Signature, isOnly: boolean): Verdict {
  if (!isOnly) return rejected("signature-mismatch");
  throw new BridgeError(
    "secret-unusable",
    `No secret of the source is a key of its scheme (${signature.scheme}).`,
    "Copy the secret from the vendor's console again, whole and with its prefix.",
  );
}
