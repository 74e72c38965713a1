import { signaturesOf } from "../../core/provider.ts";
import type { WebhookRequest } from "../../core/request.ts";
import { secretOf } from "../../core/secret.ts";
import type { Signature } from "../../core/signature.ts";
import type { Source } from "../../core/source.ts";
import { secretRoles } from "../../signatures/secret-roles.ts";
import { sign, signerOf } from "../../signing/sign.ts";
import { sampleRequest } from "./sample-request.ts";

/** What a sample is made of. */
export interface SampleOptions {
  readonly source: Source;
  /** Where the runtime listens. */
  readonly localUrl: string;
  /** What vendors call, if that is another URL. Some vendors sign it. */
  readonly publicUrl: string | undefined;
  /** The source's secrets as the functions see them, some with their role in front. */
  readonly secrets: readonly string[];
  readonly signingKeys: Readonly<Record<string, string>>;
  readonly now: number;
}

/** The answer to a sample, or why none was sent. */
export type SampleResult =
  | { readonly sent: true; readonly status: number; readonly deliveryId: string | null }
  | { readonly sent: false; readonly reason: string };

/** A scheme, and a key to sign with. */
interface SigningChoice {
  readonly signature: Signature;
  readonly key: string;
}

/** True where the secret is a public key: its private half signs. */
const isPublicKey = (signature: Signature): boolean =>
  /key-pair$/.test(String(signerOf(signature).secretForm?.(signature).kind));

/** Every scheme of the source with each key that may fit it. */
function signingChoices({ source, secrets, signingKeys }: SampleOptions): readonly SigningChoice[] {
  const roles = secretRoles(source.provider);
  return signaturesOf(source.provider).flatMap((signature) =>
    secrets.flatMap((entry) => {
      const secret = secretOf(entry, roles);
      if (secret.role !== signature.role && secret.role !== undefined) return [];
      const value = secret.reveal();
      const key = isPublicKey(signature) ? signingKeys[entry] : value;
      return key === undefined || secret.isBlank ? [] : [{ signature, key }];
    }),
  );
}

/**
 * A sample for the source as its vendor would sign it.
 * @returns undefined where no secret of the source signs it
 */
export async function signedSample(options: SampleOptions): Promise<WebhookRequest | undefined> {
  const { source, now } = options;
  const origin = (options.publicUrl ?? options.localUrl).replace(/\/+$/, "");
  const request = sampleRequest(source.provider, `${origin}/hooks/${source.name}`, now);
  for (const { signature, key } of signingChoices(options)) {
    try {
      const signed = await sign(signature, request, key, now);
      if (signed) return signed;
    } catch {
      // The key does not fit this scheme; another may.
    }
  }
  return undefined;
}

/** Why there is no sample. */
export function unsampled({ source, secrets }: SampleOptions): string {
  const why =
    secrets.length === 0
      ? "it has no secret yet: pair it with the vendor, or add a secret to the secrets file"
      : `its scheme (${signaturesOf(source.provider)[0]?.scheme}) can't be signed here, because only the vendor has the key`;
  return `No sample for "${source.name}": ${why}.`;
}

/** Signs a sample for the source, and sends it to the source's webhook URL over HTTP, as a vendor does. */
export async function sendSample(options: SampleOptions): Promise<SampleResult> {
  const signed = await signedSample(options);
  if (!signed) return { sent: false, reason: unsampled(options) };
  const { method, headers, body, url } = signed;
  const address = `${options.localUrl}/hooks/${options.source.name}${new URL(url).search}`;
  const response = await fetch(address, {
    method,
    headers: Object.fromEntries(headers),
    ...(method !== "GET" && method !== "HEAD" && { body: Buffer.from(body) }),
    redirect: "manual",
  });
  await response.arrayBuffer();
  return { sent: true, status: response.status, deliveryId: response.headers.get("x-hookbridge-delivery") };
}
