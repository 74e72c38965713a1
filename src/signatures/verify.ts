import { BridgeError } from "../core/errors.ts";
import { factsOf } from "../core/facts.ts";
import { type Refusal, rejected, type Verdict } from "../core/outcome.ts";
import { respelled, type WebhookRequest } from "../core/request.ts";
import type { Secret } from "../core/secret.ts";
import type { Signature } from "../core/signature.ts";
import { schemeOf } from "./choose.ts";
import { decoy } from "./decoy.ts";
import { urlSpellings } from "./parts/url-spellings.ts";
import { type Attempt, fetchNothing, type RankedSecret, type Scheme } from "./scheme.ts";
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
const bySecret = new Set(["signature-mismatch", "claim-mismatch", "secret-unusable"]);

/** Secrets that have verified a request: they are right, however they look. */
const proven = new WeakSet<Secret>(decoy.secrets);

/** Most bytes that are hashed for the spellings of one URL: of a large body a stranger gets few. */
const mostBytesTried = 20_000_000;

/** The spellings of a URL that are tried, its own first. Only the request decides how many. */
const triedUrls = (request: WebhookRequest): readonly string[] =>
  urlSpellings(request).slice(0, Math.max(1, Math.floor(mostBytesTried / request.body.length)));

/** True where the URL is signed as it is spelled, in the text: every other spelling is another attempt. */
const triesUrls = (signature: Signature, scheme = schemeOf(signature)): boolean =>
  scheme.signsUrl?.(signature) === "text";

/**
 * Verifies that the sender of a request holds one of the secrets.
 * @throws BridgeError `key-fetch-failed`; `secret-unusable` when no secret is a key of the scheme
 */
export async function verify(request: WebhookRequest, trial: Trial): Promise<Verdict> {
  const { signature } = trial;
  const verdict = signature ? await judge(request, signature, trial) : rejected("signature-missing");
  if (verdict.ok || !early.has(verdict.reason)) return verdict;
  // A request without a signature takes as long to refuse as with one.
  const many = signature ? triesUrls(signature) : trial.schemes.some((one) => triesUrls(one));
  const tries = many ? triedUrls(request).length : 1;
  for (let count = 0; count < tries; count++) await refuseDecoy(request);
  return verdict;
}

/** Does all the work of refusing a wrong HMAC, so that other refusals take as long (timing attack). */
export const refuseDecoy = (request: WebhookRequest): Promise<Verdict> =>
  judge({ ...request, headers: decoy.headers }, decoy.signature, decoyTrial, decoy.scheme);

const decoyTrial: Trial = {
  signature: decoy.signature,
  schemes: [decoy.signature],
  secrets: decoy.secrets,
  nowMs: 0,
  fetchText: fetchNothing,
};

/**
 * Judges the request as it came and, where its URL is signed, in the other spellings of its URL. All are tried, so that the
 * time does not show which matched.
 */
async function judge(
  request: WebhookRequest,
  signature: Signature,
  trial: Trial,
  scheme: Scheme<Signature> = schemeOf(signature),
): Promise<Verdict> {
  const others = triesUrls(signature, scheme) ? triedUrls(request).slice(1) : [];
  let verdict = await judgeOne(request, signature, trial, scheme);
  if (!verdict.ok && verdict.reason !== "signature-mismatch")
    return blame(verdict, request, signature, trial);
  for (const url of others) {
    const other = await judgeOne(respelled(request, url), signature, trial, scheme);
    if (verdict.ok) continue;
    if (other.ok) verdict = { ...other, url };
    // Its signature is right, its time is not.
    else if (other.reason.startsWith("timestamp-")) verdict = other;
  }
  return verdict.ok ? verdict : blame(verdict, request, signature, trial);
}

/** The secrets that may serve a scheme, with their places. */
const servingIn = (secrets: readonly Secret[], signature: Signature): readonly RankedSecret[] =>
  secrets.flatMap((secret, index) => (mayServe(secret, signature) ? { secret, index } : []));

async function judgeOne(
  request: WebhookRequest,
  signature: Signature,
  { secrets, nowMs, fetchText }: Trial,
  scheme: Scheme<Signature>,
): Promise<Verdict> {
  const usable = servingIn(secrets, signature);
  const attempt = { request, facts: factsOf(request), secrets: usable, nowMs, fetchText };
  const judged = scheme.verify(signature, attempt);
  const finding = judged instanceof Promise ? await judged : judged;
  if (!finding.ok) return finding;
  const matched = secrets[finding.secretIndex];
  if (matched) proven.add(matched);
  return { ...finding, signature };
}

/** The refusal itself, or that no secret is a key, which is our fault. */
async function blame(
  refusal: Refusal,
  request: WebhookRequest,
  signature: Signature,
  { schemes, secrets }: Trial,
): Promise<Refusal> {
  const isHashed = refusal.reason !== "secret-unusable" && servingIn(secrets, signature).length > 0;
  const isSenders = secrets.length === 0 || !bySecret.has(refusal.reason);
  if (isSenders || (isHashed && hasKey(signature, secrets))) return refusal;
  if (!isHashed) await refuseDecoy(request);
  const others = schemes.filter((scheme) => scheme !== signature);
  // The sender chooses the scheme by what it sends: the answer must not tell which one has a key.
  if (others.some((scheme) => hasKey(scheme, secrets))) return rejected("secret-unusable");
  throw unusable(schemes);
}

const hasKey = (signature: Signature, secrets: readonly Secret[]): boolean =>
  secrets.some(
    (secret) => (proven.has(secret) && mayServe(secret, signature)) || canBeKey(signature, secret),
  );

/** No secret is a key of any scheme: our fault, whichever scheme it is; a vendor may give up after a 401. */
function unusable(schemes: readonly Signature[]): BridgeError {
  const names = [...new Set(schemes.map(({ scheme }) => scheme))].join(", ");
  return new BridgeError(
    "secret-unusable",
    `No secret of the source can be a key of its scheme (${names}): it is probably cut short, lacks its prefix, has something around it, or has another role.`,
    "Store the secret again as the vendor shows it: whole, with its prefix, without quotation marks. See docs/errors.md#doubtful-secrets",
  );
}
