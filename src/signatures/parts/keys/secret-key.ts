import { createHash } from "node:crypto";
import { memoizeFor } from "../../../core/memoize.ts";
import type { Secret } from "../../../core/secret.ts";
import type { KeyFormat } from "../../../core/signature.ts";
import type { KeyKind } from "../../scheme.ts";

/** Keys by the format object: formats are constants of providers and schemes. */
const decodedKeys = memoizeFor((_: Secret) => new Map<KeyFormat, Uint8Array | undefined>());

const alphabets = { hex: /^(?:[0-9a-fA-F]{2})+$/, base64: /^[A-Za-z0-9+/_-]+={0,2}$/ } as const;

/** Bytes of hex or base64 text; undefined for other text, which decoders accept in part. */
export function decodeStrictly(text: string, encoding: "hex" | "base64"): Uint8Array | undefined {
  if (!alphabets[encoding].test(text)) return undefined;
  // A single leftover character encodes no byte: decoders drop it.
  const loose = text.replace(/=+/, "").length % 4 === 1;
  return loose ? undefined : Buffer.from(text, encoding);
}

const htmlEntities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  "#039": "'",
};

/** Bytes of an encoded key: with fewer than `least` it was cut, with fewer than `safe` it can be guessed. */
const keyLength = { least: 8, safe: 16 } as const;

/** Prefix of Standard Webhooks' public keys. They are public: as an HMAC key one would let anyone sign. */
export const publicKeyPrefix = "whpk_";

/** The HMAC key as Standard Webhooks writes it; undefined for other text, and for a public key. */
function whsec(value: string): Uint8Array | undefined {
  if (value.startsWith(publicKeyPrefix)) return undefined;
  // `whsec_` is valid base64: decoded with the rest, it would make another key.
  return decodeStrictly(value.replace(/^whsec_/, ""), "base64");
}

/**
 * True for a public key, a set of them, or their URL, also with something around them: as the text of an HMAC key they would let anyone
 * sign.
 */
export const isPublished = (value: string): boolean =>
  /^[{[]|-----BEGIN|https?:\/\/|\b(?:kty|jwks)\b/i.test(value);

const formats = {
  utf8: (value) => Buffer.from(value),
  "utf8-not-jwk": (value) => (isPublished(value) ? undefined : Buffer.from(value)),
  nfkd: (value) => Buffer.from(value.normalize("NFKD")),
  html: (value) =>
    Buffer.from(value.replace(/&(amp|lt|gt|quot|#039);/g, (_, name: string) => htmlEntities[name] ?? "")),
  hex: (value) => decodeStrictly(value, "hex"),
  base64: (value) => decodeStrictly(value, "base64"),
  sha1: (value) => createHash("sha1").update(value).digest(),
  whsec,
} as const satisfies Record<KeyFormat & string, (value: string) => Uint8Array | undefined>;

function decode(value: string, format: KeyFormat): Uint8Array | undefined {
  if (typeof format === "string") return formats[format](value);
  if ("suffix" in format) return Buffer.from(value + format.suffix);
  if ("textPrefix" in format) return formats[value.startsWith(format.textPrefix) ? "utf8" : "whsec"](value);
  return value.startsWith(format.prefix)
    ? decodeStrictly(value.slice(format.prefix.length), format.decode)
    : undefined;
}

/** Key bytes of a secret; undefined when it does not have the format. Decoded once for each secret. */
export function keyBytes(secret: Secret): Uint8Array;
export function keyBytes(secret: Secret, format?: KeyFormat): Uint8Array | undefined;
export function keyBytes(secret: Secret, format: KeyFormat = "utf8"): Uint8Array | undefined {
  const keys = decodedKeys(secret);
  if (!keys.has(format)) keys.set(format, decode(secret.reveal().trim(), format));
  return keys.get(format);
}

/** True where a key is bytes that the secret encodes, as a vendor issues them; false where it is the text. */
function isEncoded(secret: Secret, format: KeyFormat): boolean {
  if (typeof format === "string") return format === "hex" || format === "base64" || format === "whsec";
  if ("textPrefix" in format) return !secret.reveal().trim().startsWith(format.textPrefix);
  return "prefix" in format;
}

/** Whether a secret can be an HMAC key of a format. */
export function hmacKeyKind(secret: Secret, format: KeyFormat = "utf8"): KeyKind {
  if (!isEncoded(secret, format)) return keyBytes(secret, format) ? "text" : "no-key";
  const length = keyBytes(secret, format)?.length ?? 0;
  if (length < keyLength.least) return "no-key";
  return length < keyLength.safe ? "short" : "key";
}

/** The HMAC key in a secret; undefined when it does not have the format, or a part of it is missing. */
export const hmacKey = (secret: Secret, format?: KeyFormat): Uint8Array | undefined =>
  hmacKeyKind(secret, format) === "no-key" ? undefined : keyBytes(secret, format);
