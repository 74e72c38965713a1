import { factsOf } from "../../../core/facts.ts";
import type { Facts } from "../../../core/pointers.ts";
import { type Provider, signaturesOf } from "../../../core/provider.ts";
import type { WebhookRequest } from "../../../core/request.ts";
import { type Secret, secretOf } from "../../../core/secret.ts";
import type { Signature } from "../../../core/signature.ts";
import { schemeOf } from "../../../signatures/choose.ts";
import { secretRoles } from "../../../signatures/secret-roles.ts";
import { judgeRequest } from "./judge.ts";
import type { ExplainQuestion } from "./question.ts";
import { readRawRequest, sourceInPath, type WireRequest, webhookOf } from "./raw-request.ts";
import type { Variant, VariantVerdict } from "./variant.ts";

/** Work that one explanation may do, in bytes that are hashed or made: about a second of a slow processor. */
const mostWork = 60_000_000;

/** Work of one attempt, besides its bytes. */
const workOfAttempt = 4_000;

/** A refused request with everything that is known of it. */
export interface ExplainContext {
  readonly question: ExplainQuestion;
  readonly provider: Provider;
  /** All providers, for requests that are another vendor's. */
  readonly catalogue: readonly Provider[];
  readonly raw: WireRequest;
  readonly request: WebhookRequest;
  readonly facts: Facts;
  /** The source's name as the request has it. */
  readonly sourceName: string;
  readonly signatures: readonly Signature[];
  readonly secrets: readonly Secret[];
  /** Judges a variant by the real verifier. Once too much work was done, it is not looked at. */
  judge(variant: Variant): Promise<VariantVerdict>;
  /** True once no more may be tried. */
  isSpent(): boolean;
}

/** Stored secrets as a provider reads them. */
export const secretsAs = (provider: Provider, texts: readonly string[]): readonly Secret[] =>
  texts.map((text) => secretOf(text, secretRoles(provider)));

/** True where the URL is signed: vendor and bridge must call it alike. */
export const signsUrls = (signature: Signature): boolean => {
  const scheme = schemeOf(signature);
  return scheme.coversUrl?.(signature) === true || scheme.signsUrl?.(signature) !== undefined;
};

/** The context of a question; undefined for bytes that are no request. */
export function explainContext(
  provider: Provider,
  question: ExplainQuestion,
  catalogue: readonly Provider[],
): ExplainContext | undefined {
  const raw = readRawRequest(question.request);
  if (!raw) return undefined;
  const request = webhookOf(raw, question.publicUrl);
  const signatures = signaturesOf(provider);
  const secrets = secretsAs(provider, question.configuredSecrets);
  // Of many signatures each costs something.
  const perHeader = request.headers.size * 40;
  // Public keys cost more than an HMAC, certificates and tokens as well.
  const perAttempt = signatures.some((one) => "algorithm" in one || "algorithms" in one || "under" in one)
    ? workOfAttempt * 5
    : workOfAttempt;
  const perUrl = signatures.some(signsUrls) ? 8 : 1;
  let work = 0;
  return {
    question,
    provider,
    catalogue,
    raw,
    request,
    facts: factsOf(request, provider.event.payload),
    sourceName: question.source ?? sourceInPath(raw),
    signatures,
    secrets,
    isSpent: () => work > mostWork,
    async judge(variant) {
      if (work > mostWork) return { right: false, reason: "not-tried" };
      const tried = variant.secrets ?? secrets;
      const bytes = (variant.request ?? request).body.length;
      work += perAttempt + perHeader + bytes * perUrl * Math.max(1, tried.length);
      return judgeRequest({
        request: variant.request ?? request,
        secrets: tried,
        signatures: variant.signatures ?? signatures,
        clockMs: question.clockMs,
        fetched: question.fetched,
      });
    },
  };
}
