import type { WebhookRequest } from "../core/request.ts";
import type { Signature } from "../core/signature.ts";
import { put } from "./put.ts";
import { signers } from "./schemes/index.ts";
import type { Signed, Signer } from "./signer.ts";

/** The signer of a scheme. Without one, its `sign` is missing. */
export const signerOf = (signature: Signature): Signer<Signature> =>
  (signers[signature.scheme] as Signer<Signature> | undefined) ?? {};

/**
 * Signs a sample as the vendor would. It proves nothing: fixtures are signed by vendors' SDKs and documents.
 * @param secret the source's secret; for public-key schemes and JWKs the private key (PEM, JWK)
 * @returns the request with its signature; undefined when the scheme can't be signed here
 */
export async function sign(
  signature: Signature,
  request: WebhookRequest,
  secret: string,
  nowMs: number,
): Promise<Signed> {
  const { only } = signature;
  const [value] = [only?.equals ?? []].flat();
  const draft = only && value !== undefined ? put(request, only.when, value) : request;
  return signerOf(signature).sign?.(signature, draft, secret, nowMs);
}
