import { BridgeError } from "../core/errors.ts";
import { factsOf } from "../core/facts.ts";
import { rejected, type Verdict } from "../core/outcome.ts";
import { respelled, type WebhookRequest } from "../core/request.ts";
import type { Secret } from "../core/secret.ts";
import type { Signature } from "../core/signature.ts";
import { schemeOf } from "./choose.ts";
import { decoy } from "./decoy.ts";
import { urlSpellings } from "./parts/url-spellings.ts";
import type { Attempt, RankedSecret } from "./scheme.ts";
import { mayServe } from "./secret-roles.ts";

/** What verification needs besides the request. */
export interface Trial {
  /** The scheme that decides; undefined for a request that carries none of the provider's. */
  readonly signature: Signature | undefined;
  /** True when the provider has no other scheme, so that the sender had no choice. */
  readonly isOnly: boolean;
  /** True when a scheme of the provider signs the URL: a request without a signature then takes as long to refuse. */
  readonly mayTryUrls?: boolean;
  /** The source's secrets, the newest first. */
  readonly secrets: readonly Secret[];
  readonly nowMs: number;
  readonly fetchText: Attempt["fetchText"];
}

/** Refusals before any hashing: without a decoy they would be faster. */
const early = new Set(["signature-missing", "signature-malformed", "key-untrusted"]);

/** Most bytes that are hashed for the spellings of one URL: of a large body a stranger gets few. */
const mostBytesTried = 20_000_000;

/** The spellings of a URL that are tried, its own first. Only the request decides how many. */
const triedUrls = (request: WebhookRequest): readonly string[] =>
  urlSpellings(request).slice(0, Math.max(1, Math.floor(mostBytesTried / request.body.length)));

/** True where the URL is signed as it is spelled, in the text: every other spelling is another attempt. */
export const triesUrls = (signature: Signature): boolean =>
  schemeOf(signature).signsUrl?.(signature) === "text";

/**
 * Verifies that the sender of a request holds one of the secrets.
 * @throws BridgeError `key-fetch-failed`; `secret-unusable` when no secret is a key of the scheme
 */
export async function verify(request: WebhookRequest, trial: Trial): Promise<Verdict> {
  const { signature } = trial;
  const verdict = signature ? await judge(request, signature, trial) : rejected("signature-missing");
  if (verdict.ok || !early.has(verdict.reason)) return verdict;
  const many = signature ? triesUrls(signature) : trial.mayTryUrls;
  const tries = many ? triedUrls(request).length : 1;
  for (let count = 0; count < tries; count++) await decoy(request);
  return verdict;
}

/**
 * Judges the request as it came and, where its URL is signed, in the other spellings of its URL. All are tried, so that the
 * time does not show which matched.
 */
async function judge(request: WebhookRequest, signature: Signature, trial: Trial): Promise<Verdict> {
  const others = triesUrls(signature) ? triedUrls(request).slice(1) : [];
  let verdict = await judgeOne(request, signature, trial);
  if (!verdict.ok && verdict.reason !== "signature-mismatch") return verdict;
  for (const url of others) {
    const other = await judgeOne(respelled(request, url), signature, trial);
    if (verdict.ok) continue;
    if (other.ok) verdict = { ...other, url };
    // Its signature is right, its time is not.
    else if (other.reason.startsWith("timestamp-")) verdict = other;
  }
  return verdict;
}

async function judgeOne(
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
