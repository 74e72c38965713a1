import { createHash } from "node:crypto";
import type { Secret } from "../core/secret.ts";
import type { KeyFormat } from "../core/signature.ts";

const cache = new WeakMap<Secret, Map<string, Uint8Array | undefined>>();

const forms = { hex: /^(?:[0-9a-fA-F]{2})+$/, base64: /^[A-Za-z0-9+/_-]+={0,2}$/ } as const;

/** Bytes of text in hex or base64, or undefined when it is not exactly that (decoders skip what they don't know). */
export function decodeStrictly(text: string, encoding: "hex" | "base64"): Uint8Array | undefined {
  return forms[encoding].test(text) ? Buffer.from(text, encoding) : undefined;
}

function decode(value: string, format: KeyFormat): Uint8Array | undefined {
  if (format === "utf8") return Buffer.from(value);
  if (typeof format === "string") return decodeStrictly(value, format);
  return value.startsWith(format.prefix)
    ? decodeStrictly(value.slice(format.prefix.length), format.decode)
    : undefined;
}

/** Key bytes of a secret; undefined when the secret does not have the form. Decoded once for each secret. */
export function keyBytes(secret: Secret, format: KeyFormat = "utf8"): Uint8Array | undefined {
  const name = typeof format === "string" ? format : `${format.prefix}${format.decode}`;
  let formats = cache.get(secret);
  if (!formats) {
    formats = new Map();
    cache.set(secret, formats);
  }
  if (!formats.has(name)) formats.set(name, decode(secret.reveal().trim(), format));
  return formats.get(name);
}

/** Hex SHA-256 of bytes. */
export const sha256 = (parts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
};
