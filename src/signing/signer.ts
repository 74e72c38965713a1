import type { WebhookRequest } from "../core/request.ts";
import type {
  KeyFormat,
  PublicKeySignature,
  SchemeName,
  SignatureOf,
  TokenRules,
} from "../core/signature.ts";

/** The form of a random secret, as data: schemes with the same form share a secret. */
export type SecretForm =
  | { readonly kind: "text"; readonly format?: KeyFormat }
  | { readonly kind: "password" }
  | { readonly kind: "key-pair"; readonly of: Pick<PublicKeySignature, "algorithm" | "key"> }
  | { readonly kind: "token-key-pair"; readonly of: TokenRules }
  | { readonly kind: "fixed"; readonly text: string };

/** A signed sample; undefined when only the vendor has the key. */
export type Signed = WebhookRequest | undefined;

/** How samples of one scheme are signed, and the form of their secrets. */
export interface Signer<S> {
  /**
   * Signs a request as the vendor would. Missing where only the vendor has the key, or can make the body.
   * @param secret the source's secret; where it is a public key, its private half (PEM, JWK)
   */
  sign?(signature: S, request: WebhookRequest, secret: string, nowMs: number): Signed | Promise<Signed>;
  /** Default: random text. */
  secretForm?(signature: S): SecretForm;
  /** True where the vendor signs forms, so that a sample must be one. */
  readonly signsForms?: true;
}

/** The signers by scheme. */
export type Signers = { readonly [Name in SchemeName]?: Signer<SignatureOf<Name>> };
