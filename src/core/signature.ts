import type { Condition } from "./condition.ts";
import type { Pointer, Value } from "./pointers.ts";
import type {
  Encoding,
  Freshness,
  KeyFormat,
  SignatureLayout,
  SignedText,
  TokenRules,
  TokenTimes,
} from "./signature-parts.ts";

export type * from "./signature-parts.ts";

/** What the signatures of all schemes have in common. */
interface SchemeBase {
  /** Name of the variant, where a provider has several (`v3`). */
  readonly variant?: string;
  /** Only requests that meet this condition are signed by it. */
  readonly only?: Condition;
  /** Role of its secrets, where the provider has several kinds. */
  readonly role?: string;
}

/** HMAC over a signed text. */
export interface HmacSignature extends SchemeBase, SignedText, SignatureLayout {
  readonly scheme: "hmac";
  readonly hash: "sha1" | "sha256" | "sha512";
  /** Default: `utf8`. */
  readonly key?: KeyFormat;
}

/** HMAC in the JSON of a form field, over other fields of that JSON, which replaces the body. */
export interface FormJsonHmacSignature extends SchemeBase {
  readonly scheme: "form-json-hmac";
  /** The form field with the JSON. */
  readonly field: `form:${string}`;
  /** The signature in that JSON. */
  readonly from: `body:/${string}`;
  /** A template as in `SignedText`; its pointers lead into that JSON. */
  readonly signed: string;
  readonly hash: "sha256";
  readonly encoding: Encoding;
}

/** HMAC over fields of each item of a list in the body, for senders that sign items and not the body. */
export interface ItemHmacSignature extends SchemeBase {
  readonly scheme: "item-hmac";
  /** The list; every item must be signed. */
  readonly items: `body:/${string}`;
  /** JSON pointer to the signature in an item. */
  readonly signature: `/${string}`;
  /** JSON pointers to the signed fields of an item, in order; a missing one counts as empty. */
  readonly fields: readonly `/${string}`[];
  readonly separator: string;
  readonly hash: "sha256";
  readonly encoding: Encoding;
  readonly key?: KeyFormat;
}

/** A plain hash over a text with the secret in it. Weaker than HMAC: for vendors that have nothing else. */
export interface KeyedHashSignature extends SchemeBase, SignedText, SignatureLayout {
  readonly scheme: "keyed-hash";
  /** Several where the account chooses one: the digest's length shows which. */
  readonly hash: "sha1" | "sha256" | readonly ("sha1" | "sha256")[];
}

/** HMAC over the canonical form of a request: method, path, listed headers and body. */
export interface CanonicalRequestSignature extends SchemeBase, Freshness {
  readonly scheme: "canonical-request";
  /** Lower-case name of the signature's header. */
  readonly header: string;
  /** Lower-case name of the header that lists the signed headers. */
  readonly signedHeaders: string;
}

/** HMAC over the query and form parameters in the order of their names. */
export interface SortedParametersSignature extends SchemeBase, Freshness {
  readonly scheme: "sorted-parameters";
  /** Name of the parameter that holds the signature. */
  readonly parameter: string;
  /** The hashes of which the account has chosen one. */
  readonly hashes: readonly ("md5" | "sha1" | "sha256" | "sha512")[];
}

/** HMAC over `name:value;` pairs, without the body. The timestamp is in Unix seconds or milliseconds. */
export interface ManifestSignature extends SchemeBase, SignatureLayout, Omit<Freshness, "timestampUnit"> {
  readonly scheme: "manifest";
  /** In order; a pair without a value is left out. */
  readonly pairs: readonly (readonly [name: string, value: Pointer | "timestamp"])[];
}

/** Standard Webhooks (https://www.standardwebhooks.com): `v1` (HMAC) and `v1a` (ed25519). */
export interface StandardWebhooksSignature extends SchemeBase {
  readonly scheme: "standard-webhooks";
  /** How the names of its three headers begin: `webhook`, or a vendor's own word. */
  readonly prefix: string;
  /** For vendors whose secrets become HMAC keys in another way. Default: `whsec`. */
  readonly key?: KeyFormat;
}

/** A shared token, sent as it is. It authenticates the sender, not the body. */
export interface TokenSignature extends SchemeBase {
  readonly scheme: "token";
  /** Where it is. `*` in a body pointer stands for every element of a list: each must hold the token. */
  readonly from: Pointer;
  /** Text before the token (`Bearer `). */
  readonly prefix?: string;
}

/** HTTP Basic authentication (RFC 7617); the secret is `user:password`. */
export interface BasicAuthSignature extends SchemeBase {
  readonly scheme: "basic-auth";
}

/** A public-key signature over a signed text; the secret is the vendor's public key. */
export interface PublicKeySignature extends SchemeBase, SignedText, SignatureLayout {
  readonly scheme: "public-key";
  readonly algorithm: "ed25519" | "ecdsa-sha256" | "rsa-sha256" | "rsa-sha1";
  /** `raw-*`: the 32 bytes of an ed25519 key; `spki-base64`: DER without PEM armour. */
  readonly key: "raw-hex" | "raw-base64" | "spki-base64" | "pem";
}

/** RSA-SHA256 with a key from the vendor's host. It signs for every account: the secret names this one. */
export interface FetchedKeySignature extends SchemeBase, Omit<SignedText, "json"> {
  readonly scheme: "fetched-key";
  /** Signatures, each with the URL of its key; one valid signature is enough. */
  readonly signatures: readonly { readonly from: Pointer; readonly key: Value }[];
  /** How the URLs of the vendor's keys begin: `https`, the host and at least a slash. No other is fetched. */
  readonly under: readonly `https://${string}/${string}`[];
  /** Regular expression for the rest of such a URL, the vendor's name of the key. No other is fetched. */
  readonly names: string;
  /** The content of that URL. */
  readonly holds: "public-key" | "certificate";
  /** Where the secret must be, unless the signed text contains it; of several places, the first that has a value. */
  readonly owner?: Pointer | readonly Pointer[];
}

/** A JSON Web Token in a header, with claims about the request. */
export interface JwtSignature extends SchemeBase, TokenRules, TokenTimes {
  readonly scheme: "jwt";
  /** Lower-case name of the header that holds the token. */
  readonly header: string;
  readonly prefix?: string;
  /** Claim that must be the SHA-256 of the body. */
  readonly bodyHash?: { readonly claim: string; readonly encoding: Encoding };
  /** Values that claims must have: text, `{url}`, `{query hash}` or `{secret}`; of several, one. */
  readonly claims?: Readonly<Record<string, string | readonly string[]>>;
}

/** A body that is a JSON Web Token: its claims replace it. */
export interface JwtBodySignature extends SchemeBase, TokenRules, TokenTimes {
  readonly scheme: "jwt-body";
  /** Claims that must be present: the vendor's other tokens, signed with the same keys, lack them. */
  readonly requires?: readonly string[];
}

/** A JSON Web Token in a header with the SHA-256 of URL (`url_hash`) and body (`payload_hash`). */
export interface RequestHashJwtSignature extends SchemeBase, TokenRules, TokenTimes {
  readonly scheme: "request-hash-jwt";
  /** Lower-case name of the header that holds the token. */
  readonly header: string;
  /** The claim `iss`. */
  readonly issuer: string;
}

/** A JSON Web Signature in a header, with the body as its payload (RFC 7797). */
export interface DetachedJwsSignature extends SchemeBase, TokenRules {
  readonly scheme: "detached-jws";
  /** Lower-case name of the header that holds the signature. */
  readonly header: string;
}

/** A JWS in the body with its certificates (`x5c`), up to a pinned root; its payload replaces the body. */
export interface CertifiedJwsSignature extends SchemeBase {
  readonly scheme: "certified-jws";
  readonly from: `body:/${string}`;
  /** Object identifiers that the leaf and its issuer must carry. */
  readonly marks: { readonly leaf: string; readonly issuer: string };
  /** Where in the payload the secret must be: the vendor signs for every account. */
  readonly owner: readonly `body:/${string}`[];
}

/** Twilio: HMAC-SHA1 over the URL and the sorted form fields, or over a URL that contains the body's hash. */
export interface TwilioSignature extends SchemeBase {
  readonly scheme: "twilio";
  /** Lower-case name of the signature's header. */
  readonly header: string;
  /** Query parameter with the hex SHA-256 of a body that is not a form. Without it only forms are signed. */
  readonly bodyHashQuery?: string;
}

/** Plivo: HMAC-SHA256 over the URL with its sorted query, the sorted form fields and a nonce. */
export interface PlivoSignature extends SchemeBase {
  readonly scheme: "plivo";
  /** Lower-case names of the headers that may hold signatures. */
  readonly header: readonly string[];
  readonly nonce: `header:${string}`;
}

/** Amazon SNS: RSA over fields of the body, with Amazon's certificate; the secret is the topic's ARN. */
export interface SnsSignature extends SchemeBase {
  readonly scheme: "aws-sns";
  /** Seconds that `Timestamp` may be away from now, either way, but ahead never more than an hour. */
  readonly toleranceSeconds: number;
}

/** How a provider's requests are signed: one scheme with its options. */
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

/** Name of a scheme: its file in signatures/schemes. */
export type SchemeName = Signature["scheme"];

/** The signature of one scheme. */
export type SignatureOf<Name extends SchemeName> = Extract<Signature, { scheme: Name }>;
