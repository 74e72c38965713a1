import { type Provider, signaturesOf } from "../../core/provider.ts";
import { unwrapped, type WebhookRequest } from "../../core/request.ts";
import { type Secret, secretOf } from "../../core/secret.ts";
import type { Signature } from "../../core/signature.ts";
import { fetchedText, type RecordedRequest, secretsFor } from "../../recorded/fixtures.ts";
import { chooseScheme, signatureLocations } from "../../signatures/choose.ts";
import { mayServe, secretRoles } from "../../signatures/secret-roles.ts";
import { verify } from "../../signatures/verify.ts";
import { sign, signerOf } from "../../signing/sign.ts";

/** What signs a sample. */
export interface SampleKeys {
  /** The source's secrets as the functions see them, some with their role in front. */
  readonly secrets: readonly string[];
  /** Private keys by the public key they belong to. */
  readonly signingKeys: Readonly<Record<string, string>>;
}

/** A scheme, and a key to sign with. */
interface SigningChoice {
  readonly signature: Signature;
  readonly key: string;
}

/** True where the secret is a public key: its private half signs. */
const isPublicKey = (signature: Signature): boolean =>
  /key-pair$/.test(String(signerOf(signature).secretForm?.(signature).kind));

/** True where this machine can sign as the vendor does, once it has the secret. */
export function canSign(provider: Provider, signingKeys: SampleKeys["signingKeys"]): boolean {
  return signaturesOf(provider).some(
    (one) => signerOf(one).sign !== undefined && (!isPublicKey(one) || Object.keys(signingKeys).length > 0),
  );
}

/** Every scheme, the preferred one first, with each key that may fit it. */
function signingChoices(
  provider: Provider,
  { secrets, signingKeys }: SampleKeys,
  preferred: Signature | undefined,
): readonly SigningChoice[] {
  const roles = secretRoles(provider);
  const schemes = signaturesOf(provider).toSorted(
    (one, other) => Number(other === preferred) - Number(one === preferred),
  );
  return schemes.flatMap((signature) =>
    secrets.flatMap((entry) => {
      const secret = secretOf(entry, roles);
      if (!mayServe(secret, signature) || secret.isBlank) return [];
      const key = isPublicKey(signature) ? signingKeys[entry] : secret.reveal();
      return key === undefined ? [] : [{ signature, key }];
    }),
  );
}

/** Headers of the connection that the recorded request came over. */
const ofConnection =
  /^(?:host|connection|content-length|transfer-encoding|accept-encoding|expect|keep-alive|te|upgrade)$/;

/** The request without what its vendor signed it with in headers. */
export function unsigned(provider: Provider, request: WebhookRequest): WebhookRequest {
  const places = new Set<string>(signaturesOf(provider).flatMap(signatureLocations));
  const headers = [...request.headers].filter(
    ([name]) => !ofConnection.test(name) && !places.has(`header:${name}`),
  );
  return { ...request, headers: new Map(headers) };
}

/** The recorded request, or the one that its signed wrapper (a token, a form) holds. */
export async function unwrappedRecording(
  provider: Provider,
  recording: RecordedRequest,
): Promise<WebhookRequest> {
  const { request, clock, secrets } = recording;
  const schemes = signaturesOf(provider);
  const verdict = await verify(request, {
    signature: chooseScheme(schemes, request),
    schemes,
    secrets: secretsFor(provider, secrets),
    nowMs: clock * 1_000,
    fetchText: (url) => fetchedText(recording, url),
  });
  return verdict.ok && verdict.content ? unwrapped(request, verdict.content) : request;
}

/** True where the source would accept it. */
async function isAccepted(
  provider: Provider,
  request: WebhookRequest,
  secrets: readonly Secret[],
  nowMs: number,
): Promise<boolean> {
  const schemes = signaturesOf(provider);
  const fetchText = (): Promise<never> => Promise.reject(new Error("nothing is fetched for a sample"));
  const signature = chooseScheme(schemes, request);
  return (await verify(request, { signature, schemes, secrets, nowMs, fetchText })).ok;
}

/**
 * Signs a request as its vendor would, by the first scheme and key with which the source accepts it.
 * @param preferred the scheme by which the vendor signed it
 * @returns undefined where no secret of the source signs it
 */
export async function signSample(
  provider: Provider,
  request: WebhookRequest,
  keys: SampleKeys,
  { now, preferred }: { readonly now: number; readonly preferred: Signature | undefined },
): Promise<WebhookRequest | undefined> {
  const secrets = secretsFor(provider, keys.secrets);
  let signed: WebhookRequest | undefined;
  for (const { signature, key } of signingChoices(provider, keys, preferred)) {
    try {
      const one = await sign(signature, request, key, now);
      if (one && (await isAccepted(provider, one, secrets, now))) return one;
      signed ??= one;
    } catch {
      // The key does not fit this scheme; another may.
    }
  }
  return signed;
}
