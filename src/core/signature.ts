import type { Condition } from "./condition.ts";
import type { Pointer, Value } from "./pointers.ts";
import type { Encoding, Freshness, KeyFormat, SignatureLayout, SignedText } from "./signature-parts.ts";

export type { Encoding, Freshness, KeyFormat, SignatureLayout, SignedText } from "./signature-parts.ts";

/** What every scheme may say of itself. */
interface SchemeBase {
  /** Name of the variant, where a provider has several (`v3`). */
  readonly variant?: string;
  /** Only requests that meet it are signed so. */
  readonly only?: Condition;
  /** Which of the provider's secrets it takes, where there are several kinds. */
  readonly role?: string;
}

export interface HmacSignature extends SchemeBase, SignedText, SignatureLayout {
  readonly scheme: "hmac";
  readonly hash: "sha1" | "sha256" | "sha512";
  readonly key?: KeyFormat;
}

/** HMAC over fields of the JSON in a form's field, where its signature stands as well. That JSON takes the body's place. */
export interface FormJsonHmacSignature extends SchemeBase {
  readonly scheme: "form-json-hmac";
  readonly field: `form:${string}`;
  /** Where in the JSON the signature stands. */
  readonly from: `body:/${string}`;
  /** As in a signed text; pointers lead into the JSON. */
  readonly signed: string;
  readonly hash: "sha256";
  readonly encoding: Encoding;
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
  /** Beginning of the names of the three headers: the standard's own `webhook`, or a vendor's. */
  readonly prefix: string;
  /** How secrets become HMAC keys, at vendors that follow the standard in all but that. Default: `whsec`. */
  readonly key?: KeyFormat;
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

/** What the schemes over JSON Web Tokens and signatures have in common (RFC 7515, RFC 7519). */
export interface TokenRules {
  /** The only algorithms taken; the token's own header never widens them. */
  readonly algorithms: readonly ("HS256" | "HS384" | "HS512" | "ES256" | "RS256")[];
  /**
   * The secret is the HMAC key as text, a PEM, a JWK (or JWK set) as JSON or the https URL of such a set. `url`: the vendor's set,
   * and the secret is what `claims` compare.
   */
  readonly key: "utf8" | "pem" | "jwk" | "utf8-or-jwk" | { readonly url: string };
}

/** When a token's claims hold. */
export interface TokenTimes {
  /** Seconds that `exp` and `nbf` may be off. */
  readonly leewaySeconds?: number;
  /** Seconds after `iat` in which the token is believed, for vendors that set no `exp`. */
  readonly maxAgeSeconds?: number;
  /** The vendor sets neither `exp` nor `iat`: only the body's hash ties the token down. */
  readonly timeless?: true;
}

/** A JSON Web Token in a header, whose claims may hold what else is known of the request. */
export interface JwtSignature extends SchemeBase, TokenRules, TokenTimes {
  readonly scheme: "jwt";
  /** Lower-case name of the header that holds the token. */
  readonly header: string;
  readonly prefix?: string;
  /** Claim that must hold the SHA-256 of the body. */
  readonly bodyHash?: { readonly claim: string; readonly encoding: Encoding };
  /** Claims that must have these values: text, or `{url}`, `{query hash}`, `{secret}`. */
  readonly claims?: Readonly<Record<string, string | readonly string[]>>;
}

/** A body that is a JSON Web Token as a whole: its claims take the body's place. */
export interface JwtBodySignature extends SchemeBase, TokenRules, TokenTimes {
  readonly scheme: "jwt-body";
  /** Claims that must be there, where the vendor signs tokens of other kinds with the same keys. */
  readonly requires?: readonly string[];
}

/** A JSON Web Token in a header with the SHA-256 of the URL in `url_hash`, and that of the body in `payload_hash` unless it is empty. */
export interface RequestHashJwtSignature extends SchemeBase, TokenRules, TokenTimes {
  readonly scheme: "request-hash-jwt";
  readonly header: string;
  /** The claim `iss`. */
  readonly issuer: string;
}

/** A JSON Web Signature in a header whose payload is the body (RFC 7797). */
export interface DetachedJwsSignature extends SchemeBase, TokenRules {
  readonly scheme: "detached-jws";
  readonly header: string;
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
  | FormJsonHmacSignature
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
  | JwtBodySignature
  | RequestHashJwtSignature
  | DetachedJwsSignature
  | CertifiedJwsSignature
  | TwilioSignature
  | PlivoSignature
  | SnsSignature;

export type SchemeName = Signature["scheme"];

/** The signature of one scheme. */
export type SignatureOf<Name extends SchemeName> = Extract<Signature, { scheme: Name }>;
