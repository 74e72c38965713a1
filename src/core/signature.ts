import type { Pointer, Value } from "./pointers.ts";
import type { Encoding, Freshness, KeyFormat, SignatureLayout, SignedText } from "./signature-parts.ts";

export type { Encoding, Freshness, KeyFormat, SignatureLayout, SignedText } from "./signature-parts.ts";

/** What every scheme may say of itself. */
interface SchemeBase {
  /** Name of the variant, where a provider has several (`v3`). */
  readonly variant?: string;
  /** Holds only for requests that have this header, with this value where one is given. */
  readonly only?: { readonly header: string; readonly equals?: string };
  /** Which of the provider's secrets it takes, where there are several kinds. */
  readonly role?: string;
}

export interface HmacSignature extends SchemeBase, SignedText, SignatureLayout {
  readonly scheme: "hmac";
  readonly hash: "md5" | "sha1" | "sha256" | "sha384" | "sha512";
  readonly key?: KeyFormat;
}

/** HMAC over fields of each item of a list in the body, at senders that sign items and not the body. */
export interface ItemHmacSignature extends SchemeBase {
  readonly scheme: "item-hmac";
  /** The list; every item must be signed. */
  readonly items: `body:/${string}`;
  /** Where in an item its signature stands. */
  readonly signature: `/${string}`;
  /** Fields of an item that are signed, in order; one that is missing counts as empty. */
  readonly fields: readonly `/${string}`[];
  readonly separator: string;
  readonly hash: "sha256";
  readonly encoding: Encoding;
  readonly key?: KeyFormat;
}

/** A plain hash over a text that holds the secret. Weaker than HMAC: only for vendors that have nothing else. */
export interface KeyedHashSignature extends SchemeBase, SignedText, SignatureLayout {
  readonly scheme: "keyed-hash";
  /** Several where the account chooses one: their lengths tell them apart. */
  readonly hash: "sha1" | "sha256" | readonly ("sha1" | "sha256")[];
}

/** HMAC over the canonical form of a request: method, path, the headers that another header lists, and body. */
export interface CanonicalRequestSignature extends SchemeBase, Freshness {
  readonly scheme: "canonical-request";
  readonly header: string;
  /** Header that lists the names of the signed headers. */
  readonly signedHeaders: string;
}

/** HMAC over the query and form parameters in the order of their names, at senders that sign those and no body. */
export interface SortedParametersSignature extends SchemeBase, Freshness {
  readonly scheme: "sorted-parameters";
  /** Name of the parameter that holds the signature. */
  readonly parameter: string;
  readonly hashes: readonly ("md5" | "sha1" | "sha256" | "sha512")[];
}

/**
 * HMAC over `name:value;` pairs of which those without a value are left out; the body is not covered. The timestamp is in Unix
 * seconds or milliseconds.
 */
export interface ManifestSignature extends SchemeBase, SignatureLayout, Omit<Freshness, "timestampUnit"> {
  readonly scheme: "manifest";
  readonly pairs: readonly (readonly [name: string, value: Pointer | "timestamp"])[];
}

/** https://www.standardwebhooks.com: `v1` (HMAC) and `v1a` (ed25519), ids, timestamps and key formats as it says. */
export interface StandardWebhooksSignature extends SchemeBase {
  readonly scheme: "standard-webhooks";
  /** Prefixes of the three headers, the first that is there counts: the standard's own `webhook`, or a vendor's. */
  readonly headers: readonly string[];
  /** True when only secrets that begin with `whsec_` or `whpk_` are keys (others belong to another variant). */
  readonly requirePrefix?: boolean;
  /** How secrets become keys, at vendors that follow the standard in all but that. */
  readonly key?: KeyFormat;
  /** Secrets that begin so are text and no base64, though its URL-safe alphabet could spell them. */
  readonly textPrefix?: string;
}

/** A shared token sent as it is. It authenticates the sender, not the body. */
export interface TokenSignature extends SchemeBase {
  readonly scheme: "token";
  /** Where it stands; `*` in a body's pointer stands for every element of a list, each of which must hold it. */
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
  readonly algorithm: "ed25519" | "ecdsa-sha256" | "rsa-sha256" | "rsa-sha1";
  /** `raw-hex` and `raw-base64` (32 bytes of an ed25519 key), `spki-base64` (DER without PEM armour) or `pem`. */
  readonly key: "raw-hex" | "raw-base64" | "spki-base64" | "pem";
}

/** RSA-SHA256 with a key that is fetched from the vendor's own host. The secret is what ties a request to this source. */
export interface FetchedKeySignature extends SchemeBase, Omit<SignedText, "json"> {
  readonly scheme: "fetched-key";
  /** Signatures, each with the URL of its key; any one may hold. */
  readonly signatures: readonly { readonly from: Pointer; readonly key: Value }[];
  /** How the URLs of the vendor's keys begin: `https`, the host and at least a slash. No other is fetched. */
  readonly under: readonly `https://${string}/${string}`[];
  /** What stands at the URL. */
  readonly holds: "public-key" | "certificate";
  /** Where the secret must stand, unless the signed text holds it. */
  readonly owner?: Pointer;
}

export interface JwtSignature extends SchemeBase {
  readonly scheme: "jwt";
  /** Lower-case name of the header that holds the token, or, with `from`, where else it stands. */
  readonly header?: string;
  /** `body:` when the whole body is the token: then its claims are the payload. */
  readonly from?: "body:" | `body:/${string}`;
  readonly prefix?: string;
  /** The only algorithms taken; the token's own header never widens them. */
  readonly algorithms: readonly ("HS256" | "HS384" | "HS512" | "ES256" | "RS256")[];
  /**
   * The secret is the HMAC key as text, a PEM, a JWK (or JWK set) as JSON or the https URL of such a set. `url`: the vendor's set,
   * and the secret is what `claims` compare.
   */
  readonly key: "utf8" | "pem" | "jwk" | "utf8-or-jwk" | { readonly url: string };
  /** The token in a header is a detached JWS (RFC 7797): its payload is the body. */
  readonly detached?: true;
  /** Claim that must hold the hash of the body; `optionalWhenEmpty` where the sender leaves it out for an empty body. */
  readonly bodyHash?: {
    readonly claim: string;
    readonly encoding: Encoding;
    readonly optionalWhenEmpty?: true;
  };
  /** Claims that must have these values: text, or `{url}`, `{url as sha256}`, `{query hash}`, `{secret}`. */
  readonly claims?: Readonly<Record<string, string | readonly string[]>>;
  /** Claims that must be there, where the vendor signs tokens of other kinds with the same keys. */
  readonly requires?: readonly string[];
  /** Seconds that `exp` and `nbf` may be off. */
  readonly leewaySeconds?: number;
  /** Seconds after `iat` in which the token is believed, for vendors that set no `exp`. */
  readonly maxAgeSeconds?: number;
  /** The vendor sets neither `exp` nor `iat`: only the body's hash ties the token down. */
  readonly timeless?: true;
}

/** A JWS in the body with its certificates (`x5c`), up to a pinned root; its payload takes the body's place. */
export interface CertifiedJwsSignature extends SchemeBase {
  readonly scheme: "certified-jws";
  readonly from: `body:/${string}`;
  /** Object identifiers that the leaf and its issuer must carry. */
  readonly marks: { readonly leaf: string; readonly issuer: string };
  /** Where in the payload the secret stands: any account can have tokens signed. */
  readonly owner: readonly `body:/${string}`[];
}

/** Twilio: HMAC-SHA1 over the URL and the sorted form fields, or over a URL that carries the hash of the body. */
export interface TwilioSignature extends SchemeBase {
  readonly scheme: "twilio";
  readonly header: string;
  /** Query parameter that holds the hex SHA-256 of a body that is not a form; without it only forms are signed. */
  readonly bodyHashQuery?: string;
}

/** Plivo: HMAC-SHA256 over the URL with its sorted query, the sorted form fields and a nonce. */
export interface PlivoSignature extends SchemeBase {
  readonly scheme: "plivo";
  readonly header: readonly string[];
  readonly nonce: `header:${string}`;
}

/** Amazon SNS: RSA over fields of the body, with a certificate from Amazon; the topic's ARN is pinned. */
export interface SnsSignature extends SchemeBase {
  readonly scheme: "aws-sns";
  readonly toleranceSeconds: number;
}

export type Signature =
  | HmacSignature
  | ItemHmacSignature
  | KeyedHashSignature
  | CanonicalRequestSignature
  | SortedParametersSignature
  | ManifestSignature
  | StandardWebhooksSignature
  | TokenSignature
  | BasicAuthSignature
  | PublicKeySignature
  | FetchedKeySignature
  | JwtSignature
  | CertifiedJwsSignature
  | TwilioSignature
  | PlivoSignature
  | SnsSignature;

export type SchemeName = Signature["scheme"];
