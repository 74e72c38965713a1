import { BridgeError } from "../../../core/errors.ts";
import { rejected, type Verdict } from "../../../core/outcome.ts";
import type { WebhookRequest } from "../../../core/request.ts";
import type { Secret } from "../../../core/secret.ts";
import type { Signature } from "../../../core/signature.ts";
import { chooseScheme } from "../../../signatures/choose.ts";
import { verify } from "../../../signatures/verify.ts";
import type { SignedGap, VariantVerdict } from "./variant.ts";

/** Everything that a verdict depends on. */
export interface Judgement {
  readonly request: WebhookRequest;
  readonly secrets: readonly Secret[];
  readonly signatures: readonly Signature[];
  readonly clockMs: number;
  readonly fetched: Readonly<Record<string, string>>;
}

/** How far behind the end of a token the clock is put to look at the rest of it. */
const shortlyBeforeMs = 30_000;

async function verdictAt(judgement: Judgement, nowMs: number): Promise<Verdict> {
  const { request, secrets, signatures, fetched } = judgement;
  const signature = chooseScheme(signatures, request);
  const fetchText = async (url: string) =>
    Object.hasOwn(fetched, url) ? String(fetched[url]) : rejected("key-not-fetched");
  if (signature === undefined || secrets.length === 0)
    return rejected(signature ? "signature-mismatch" : "signature-missing");
  try {
    return await verify(request, { signature, schemes: signatures, secrets, nowMs, fetchText });
  } catch (error) {
    if (!(error instanceof BridgeError)) throw error;
    return rejected(error.code === "secret-unusable" ? "secret-unusable" : "key-not-fetched");
  }
}

/** The clocks at which a request with such a gap may be in time. */
function clocksFor({ seconds, isAhead }: SignedGap, clockMs: number): readonly number[] {
  const signedMs = clockMs + (isAhead ? 1 : -1) * seconds * 1_000;
  return isAhead ? [signedMs, signedMs + 1_000] : [signedMs, signedMs - shortlyBeforeMs];
}

/**
 * Judges a request by the real verifier, its signature apart from its time: of a request that came too late it is asked again at the
 * time of signing, because tokens say no more before.
 */
export async function judgeRequest(judgement: Judgement): Promise<VariantVerdict> {
  const { clockMs } = judgement;
  const verdict = await verdictAt(judgement, clockMs);
  if (verdict.ok) return { right: true, secretIndex: verdict.secretIndex };
  const { reason, gap } = verdict;
  if (reason === "timestamp-malformed") return { right: true, time: "malformed" };
  if (reason === "timestamp-missing") return { right: true, time: "missing" };
  if (!gap) return { right: false, reason };
  const found: SignedGap = {
    seconds: gap.offBySeconds,
    isAhead: reason === "timestamp-ahead",
    windowSeconds: gap.windowSeconds,
  };
  let other: Verdict = verdict;
  for (const nowMs of clocksFor(found, clockMs)) {
    other = await verdictAt(judgement, nowMs);
    if (other.ok) return { right: true, gap: found, secretIndex: other.secretIndex };
  }
  return other.gap ? { right: true, gap: found } : { right: false, reason: other.reason };
}
