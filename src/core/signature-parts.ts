import type { Pointer } from "./pointers.ts";

/** How the bytes of a signature or key are written as text. */
export type Encoding = "hex" | "base64" | "base64url";

/** How a secret becomes the bytes of a key. */
export type KeyFormat =
  // Its text in UTF-8.
  | "utf8"
  // Its text in UTF-8, unless it is a public key or its URL: where a vendor has both, anyone knows those.
  | "utf8-not-jwk"
  // Its text in Unicode's form NFKD.
  | "nfkd"
  // Its text with HTML entities resolved.
  | "html"
  // The bytes that it encodes.
  | "hex"
  | "base64"
  // The SHA-1 of its text.
  | "sha1"
  // As in Standard Webhooks: base64 after an optional `whsec_`.
  | "whsec"
  // Base64 after a prefix that must be there.
  | { readonly prefix: string; readonly decode: "base64" }
  // Its text and this one after it.
  | { readonly suffix: string }
  // `utf8` for a secret that begins with this text, `whsec` for others.
  | { readonly textPrefix: string };

/** What the secret of a scheme with tokens is. */
type TokenSecret =
  // The HMAC key as text.
  | "utf8"
  // A public key as PEM, plain or in base64.
  | "pem"
  // A JWK or JWK set as JSON, or the https URL of a set.
  | "jwk"
  // `jwk` for a text that begins like one, else `utf8`.
  | "utf8-or-jwk"
  // A value that `claims` compare; the key is in the vendor's JWK set at this URL.
  | { readonly url: string };

/** What the schemes with JSON Web Tokens and signatures have in common (RFC 7515, RFC 7519). */
export interface TokenRules {
  /** The only algorithms allowed; the token's own header can't add any. */
  readonly algorithms: readonly ("HS256" | "HS384" | "HS512" | "ES256" | "RS256")[];
  readonly key: TokenSecret;
}

/** How long a token is valid. */
export interface TokenTimes {
  /** Seconds that `exp` and `nbf` may be off. */
  readonly leewaySeconds?: number;
  /** Seconds that a token is valid after `iat`, for vendors that set no `exp`. */
  readonly maxAgeSeconds?: number;
  /** The vendor sets neither `exp` nor `iat`: a replay is limited by the body's hash only. */
  readonly timeless?: true;
}

/** How a signed text has the body, if not as it is: `{body as base64}`. */
export type BodyRendering = "base64" | "sha256" | "crc32" | "json" | "ascii";

/** The time of signing, and how far it may be from now. */
export interface Freshness {
  /** Where the timestamp is, unless `fields.timestamp` names it. The signature must cover it. */
  readonly timestamp?: Pointer;
  /**
   * Unix seconds (default), Unix milliseconds, either of them by the number of digits (`unix`), or ISO 8601.
   */
  readonly timestampUnit?: "s" | "ms" | "unix" | "iso";
  /**
   * Seconds that a timestamp may be away from now, either way, but ahead never more than an hour; required
   * wherever there is one. `unlimited` where retries carry the first attempt's.
   */
  readonly toleranceSeconds?: number | "unlimited";
}

/** The bytes under a signature. */
export interface SignedText extends Freshness {
  /**
   * Template of the signed bytes; default `{body}`. Of several templates the sender signs one: the last
   * covers least.
   *
   * - `{body}`, or `{body as base64}` and the other renderings
   * - `{timestamp}`, `{method}`, `{url}`, `{url without query}`, `{query in order}`
   * - `{secret}`, with keyed hashes and fetched keys
   * - `{field:name}`, a field of the signature header
   * - pointers such as `{header:name}` and `{body:/id}`; `{body:/id?}` may be missing
   * - `{form as php without <the signature's field>}`
   */
  readonly signed?: string | readonly string[];
  /**
   * Refuses bodies that are not JSON: a replay could move part of another signed text, or of the signed URL,
   * into such a body.
   */
  readonly json?: true;
}

/** Where a signature is and how it is laid out. Exactly one of `header` and `from` is given. */
export interface SignatureLayout {
  /** Lower-case name of the header; several where each may carry a signature. */
  readonly header?: string | readonly string[];
  /** Where it is in the query, a form or the body. */
  readonly from?: Pointer;
  /**
   * A form may also be multipart, of any size: for signatures over fields that they name. In others, unsigned
   * parts could stand beside signed fields.
   */
  readonly multipart?: true;
  readonly encoding: Encoding;
  /** Text that must precede the signature (`sha256=`) and is cut off. */
  readonly prefix?: string;
  /** Each of these characters separates signatures or fields. Default for fields: `,`. */
  readonly separator?: string;
  /** Text between a field's name and its value. Default: `=`. */
  readonly assign?: string;
  /**
   * Names of the fields in a header such as `t=1767225600,v1=5257a8…`. `*`: a signature's field has any name.
   */
  readonly fields?: { readonly signature: string; readonly timestamp?: string };
  /** Most signatures in a request, for vendors that send more than 16. */
  readonly mostSignatures?: number;
  /** What the separated values are. Default: `fields` where these are named, else `signatures`. */
  readonly parts?: "timestamp-first";
}
