import type { Verdict } from "../core/outcome.ts";
import type { WebhookRequest } from "../core/request.ts";
import type { Secret } from "../core/secret.ts";
import type { Signature } from "../core/signature.ts";
import { chooseScheme } from "../signatures/choose.ts";
import { type Trial, verify } from "../signatures/verify.ts";

/** What a request is judged by, besides its schemes. */
export interface Judged {
  readonly secrets: readonly Secret[];
  readonly nowMs: number;
  /** Default: nothing is fetched. */
  readonly fetchText?: Trial["fetchText"];
}

/** The verdict on a request by some schemes, of which the first that it carries decides. */
export function verifyRequest(
  signatures: Signature | readonly Signature[],
  request: WebhookRequest,
  { secrets, nowMs, fetchText = () => Promise.reject(new Error("nothing is fetched here")) }: Judged,
): Promise<Verdict> {
  const list = [signatures].flat();
  const signature = chooseScheme(list, request);
  return verify(request, { signature, schemes: list, secrets, nowMs, fetchText });
}
