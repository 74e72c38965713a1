import type { Pointer } from "./pointers.ts";

/** How the bytes of a signature or key are written. */
export type Encoding = "hex" | "base64" | "base64url";

/** How a secret becomes key bytes. `prefix` is required where it is given and cut off before decoding. */
export type KeyFormat = "utf8" | "hex" | "base64" | { readonly prefix: string; readonly decode: "base64" };

/** When the sender says it signed, and how far that may be from now. */
export interface Freshness {
  /** Where the timestamp stands, unless `fields.timestamp` names it. It must be part of the signed text. */
  readonly timestamp?: Pointer;
  /** Unix seconds (default), Unix milliseconds, or ISO 8601. */
  readonly timestampUnit?: "s" | "ms" | "iso";
  /** Seconds before and after now in which the timestamp is believed; without it the age is not looked at. */
  readonly toleranceSeconds?: number;
}

/** What the bytes under a signature are. */
export interface SignedText extends Freshness {
  /**
   * Template of the signed bytes, `{body}` when left out. It may hold `{body}`, `{timestamp}`, `{method}`, `{url}`,
   * `{query}`, `{header:name}`, `{query:name}` and, for keyed hashes, `{secret}`.
   */
  readonly signed?: string;
}

/** How the signature is laid out in its header. */
export interface SignatureLayout {
  /** Lower-case name of the header. */
  readonly header: string;
  readonly encoding: Encoding;
  /** Text that must stand before the signature and is cut off (`sha256=`). */
  readonly prefix?: string;
  /** Separator of several signatures or of fields (default for fields: `,`). */
  readonly separator?: string;
  /** Names of the fields in a header such as `t=1767225600,v1=5257a8…`. */
  readonly fields?: { readonly signature: string; readonly timestamp?: string };
}

/** What every scheme may say of itself. */
interface SchemeBase {
  /** Name of the variant, where a provider has several (`v3`). */
  readonly variant?: string;
  /** Holds only for requests in which this header has this value. */
  readonly only?: { readonly header: string; readonly equals: string };
  /** Which of the provider's secrets it takes, where there are several kinds. */
  readonly role?: string;
}

export interface HmacSignature extends SchemeBase, SignedText, SignatureLayout {
  readonly scheme: "hmac";
  readonly hash: "md5" | "sha1" | "sha256" | "sha384" | "sha512";
  readonly key?: KeyFormat;
}

/** A plain hash over a text that begins with the secret. Weaker than HMAC: only for vendors that have nothing else. */
export interface KeyedHashSignature extends SchemeBase, SignedText, SignatureLayout {
  readonly scheme: "keyed-hash";
  readonly hash: "sha1" | "sha256";
}

/** https://www.standardwebhooks.com: `v1` (HMAC) and `v1a` (ed25519), ids, timestamps and key formats as it says. */
export interface StandardWebhooksSignature extends SchemeBase {
  readonly scheme: "standard-webhooks";
  /** Prefixes of the three headers, the first that is there counts: the standard's own `webhook`, or a vendor's. */
  readonly headers: readonly string[];
  /** True when only secrets that begin with `whsec_` or `whpk_` are keys (others belong to another variant). */
  readonly requirePrefix?: boolean;
}

/** A shared token sent as it is. It authenticates the sender, not the body. */
export interface TokenSignature extends SchemeBase {
  readonly scheme: "token";
  readonly from: Pointer;
  /** Text before the token (`Bearer `). */
  readonly prefix?: string;
}

/** RFC 7617; the secret is `user:password`. */
export interface BasicAuthSignature extends SchemeBase {
  readonly scheme: "basic-auth";
}

export interface PublicKeySignature extends SchemeBase, SignedText, SignatureLayout {
  readonly scheme: "public-key";
  readonly algorithm: "ed25519" | "ecdsa-sha256" | "rsa-sha256";
  /** `raw-hex` (32 bytes of an ed25519 key), `spki-base64` (DER without PEM armour) or `pem`. */
  readonly key: "raw-hex" | "spki-base64" | "pem";
}

export interface JwtSignature extends SchemeBase {
  readonly scheme: "jwt";
  readonly header: string;
  readonly prefix?: string;
  /** The only algorithms taken; the token's own header never widens them. */
  readonly algorithms: readonly ("HS256" | "ES256" | "RS256")[];
  /** The secret is the HMAC key as text, or a JWK (or JWK set) as JSON. */
  readonly key: "utf8" | "jwk";
  /** Claim that must hold the hash of the body. */
  readonly bodyHash: { readonly claim: string; readonly encoding: Encoding };
  /** Seconds that `exp` and `nbf` may be off. */
  readonly leewaySeconds?: number;
  /** Seconds after `iat` in which the token is believed, for vendors that set no `exp`. */
  readonly maxAgeSeconds?: number;
}

/** Twilio: HMAC-SHA1 over the URL and the sorted form fields, or over a URL that carries the hash of the body. */
export interface TwilioSignature extends SchemeBase {
  readonly scheme: "twilio";
  readonly header: string;
  /** Query parameter that holds the hex SHA-256 of a body that is not a form. */
  readonly bodyHashQuery: string;
}

/** Amazon SNS: RSA over fields of the body, with a certificate from Amazon; the topic's ARN is pinned. */
export interface SnsSignature extends SchemeBase {
  readonly scheme: "aws-sns";
  readonly toleranceSeconds: number;
}

export type Signature =
  | HmacSignature
  | KeyedHashSignature
  | StandardWebhooksSignature
  | TokenSignature
  | BasicAuthSignature
  | PublicKeySignature
  | JwtSignature
  | TwilioSignature
  | SnsSignature;

export type SchemeName = Signature["scheme"];
