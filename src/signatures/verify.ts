import { randomBytes } from "node:crypto";
import { BridgeError } from "../core/errors.ts";
import { rejected, type Verdict } from "../core/outcome.ts";
import type { WebhookRequest } from "../core/request.ts";
import { Secret } from "../core/secret.ts";
import type { Signature } from "../core/signature.ts";
import { chosen } from "./choose.ts";
import type { Attempt, Candidate, Verifier } from "./scheme.ts";
import { verifyHmac } from "./schemes/hmac.ts";
import { verifiers } from "./schemes.ts";

const decoyScheme = { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x" } as const;
const decoyHeaders = new Map([["x", randomBytes(32).toString("hex")]]);
const decoySecrets = [{ secret: new Secret(randomBytes(32).toString("hex")), index: 0 }];

const noFetching = (): Promise<never> => Promise.reject(new Error("no fetching here"));

/** The work of refusing a wrong HMAC, so that a refusal without one takes no less time. */
export async function decoy(request: WebhookRequest): Promise<void> {
  const attempt = { secrets: decoySecrets, nowMs: 0, fetchText: noFetching };
  await verifyHmac(decoyScheme, { ...attempt, request: { ...request, headers: decoyHeaders } });
}

const early = new Set(["signature-missing", "signature-malformed", "key-untrusted"]);

/**
 * Whether a request was made by who holds one of the secrets.
 * @param signatures the provider's schemes
 * @param secrets the source's secrets, the newest first
 * @throws BridgeError `key-fetch-failed` when a key that must be fetched can't be had
 */
export async function verify(
  signatures: Signature | readonly Signature[],
  request: WebhookRequest,
  secrets: readonly Secret[],
  nowMs: number,
  fetchText: Attempt["fetchText"] = noFetching,
): Promise<Verdict> {
  const list: readonly Signature[] = Array.isArray(signatures) ? signatures : [signatures as Signature];
  const signature = chosen(list, request);
  let verdict: Verdict = rejected("signature-missing");
  if (signature) {
    const usable: Candidate[] = [];
    for (const [index, secret] of secrets.entries())
      if (fits(secret, signature)) usable.push({ secret, index });
    const verifier = verifiers[signature.scheme] as Verifier<Signature>;
    const judged = verifier(signature, { request, secrets: usable, nowMs, fetchText });
    verdict = judged instanceof Promise ? await judged : judged;
    // A vendor would take a 401 for its own fault, and may give up.
    const none = usable.length === 0 && secrets.length > 0;
    if (!verdict.ok && (none || verdict.reason === "secret-unusable"))
      verdict = unusable(signature, list.length);
  }
  if (!verdict.ok && early.has(verdict.reason)) await decoy(request);
  return verdict;
}

/**
 * No secret is a key of the scheme. That is a fault of ours; but where a provider has several schemes the sender chose
 * this one, and learns nothing.
 */
function unusable(signature: Signature, schemes: number): Verdict {
  if (schemes > 1) return rejected("signature-mismatch");
  throw new BridgeError(
    "secret-unusable",
    `No secret of the source is a key of its scheme (${signature.scheme}).`,
    "Copy the secret from the vendor's console again, whole and with its prefix.",
  );
}

/** A secret without a role may serve as any; one with a role only where that role is asked for. */
function fits(secret: Secret, signature: Signature): boolean {
  if (secret.role === undefined || secret.role === signature.role) return true;
  return (
    secret.role === "certificate" && (signature.scheme === "aws-sns" || signature.scheme === "certified-jws")
  );
}
