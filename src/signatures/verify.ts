import { BridgeError } from "../core/errors.ts";
import { factsOf } from "../core/facts.ts";
import { rejected, type Verdict } from "../core/outcome.ts";
import type { WebhookRequest } from "../core/request.ts";
import type { Secret } from "../core/secret.ts";
import type { Signature } from "../core/signature.ts";
import { schemeOf } from "./choose.ts";
import { decoy } from "./decoy.ts";
import type { Attempt, RankedSecret } from "./scheme.ts";
import { canBeKey } from "./secret-form.ts";
import { mayServe } from "./secret-roles.ts";

/** What verification needs besides the request. */
export interface Trial {
  /** The scheme that decides; undefined for a request that carries none of the provider's. */
  readonly signature: Signature | undefined;
  /** All schemes of the provider. */
  readonly schemes: readonly Signature[];
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

/** Reasons that a wrong secret of ours may have caused. */
const bySecret = new Set(["signature-mismatch", "claim-mismatch"]);

/** Secrets that have verified a request: they are right, however they look. */
const proven = new WeakSet<Secret>();

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
  { schemes, secrets, nowMs, fetchText }: Trial,
): Promise<Verdict> {
  const usable: RankedSecret[] = [];
  for (const [index, secret] of secrets.entries())
    if (mayServe(secret, signature)) usable.push({ secret, index });
  const attempt = { request, facts: factsOf(request), secrets: usable, nowMs, fetchText };
  const judged = schemeOf(signature).verify(signature, attempt);
  const finding = judged instanceof Promise ? await judged : judged;
  if (finding.ok) {
    const matched = secrets[finding.secretIndex];
    if (matched) proven.add(matched);
    return { ...finding, signature };
  }
  const isHashed = usable.length > 0 && finding.reason !== "secret-unusable";
  const mayBeOurs = secrets.length > 0 && (!isHashed || bySecret.has(finding.reason));
  if (!mayBeOurs || (isHashed && hasKey(signature, secrets))) return finding;
  if (!isHashed) await decoy(request);
  const others = schemes.filter((scheme) => scheme !== signature);
  // The sender chooses the scheme by what it sends: the answer must not tell which one has a key.
  if (others.some((scheme) => hasKey(scheme, secrets))) return rejected("secret-unusable");
  throw unusable(schemes);
}

const hasKey = (signature: Signature, secrets: readonly Secret[]): boolean =>
  secrets.some(
    (secret) => canBeKey(signature, secret) || (proven.has(secret) && mayServe(secret, signature)),
  );

/** No secret is a key of any scheme: our fault, whichever scheme it is; a vendor may give up after a 401. */
function unusable(schemes: readonly Signature[]): BridgeError {
  const names = [...new Set(schemes.map(({ scheme }) => scheme))].join(", ");
  return new BridgeError(
    "secret-unusable",
    `No secret of the source can be a key of its scheme (${names}): it is probably cut short, lacks its prefix, has something around it, or has another role.`,
    "Copy the secret from the vendor's console again, whole and with its prefix but without quotation marks, and store it for the source.",
  );
}
