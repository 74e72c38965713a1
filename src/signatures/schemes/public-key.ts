import { createPublicKey, type KeyObject, verify as verifyBytes } from "node:crypto";
import { rememberedFor } from "../../core/memoize.ts";
import type { Secret } from "../../core/secret.ts";
import type { KeyFormat, PublicKeySignature } from "../../core/signature.ts";
import { decodeStrictly, keyBytes } from "../parts/key.ts";
import type { SignedPart } from "../parts/template.ts";
import { verifySigned } from "../parts/verify-template.ts";
import type { Verifier } from "../scheme.ts";

/** DER header of an ed25519 SubjectPublicKeyInfo (RFC 8410); the 32 bytes of the key follow. */
const ed25519Header = Buffer.from("302a300506032b6570032100", "hex");

const algorithms = {
  ed25519: { type: "ed25519", digest: null },
  "ecdsa-sha256": { type: "ec", digest: "sha256" },
  "rsa-sha256": { type: "rsa", digest: "sha256" },
  "rsa-sha1": { type: "rsa", digest: "sha1" },
} as const;

function keyOf(input: Parameters<typeof createPublicKey>[0]): KeyObject | undefined {
  try {
    return createPublicKey(input);
  } catch {
    return undefined;
  }
}

/** By the bytes, which are the same object each time. */
const derKey = rememberedFor((der: Uint8Array) => ({
  key: keyOf({ key: Buffer.from(der), format: "der", type: "spki" }),
}));
const rawKey = rememberedFor((raw: Uint8Array): { key?: KeyObject | undefined } =>
  raw.length === 32 ? derKey(Buffer.concat([ed25519Header, raw])) : {},
);
const pemKey = rememberedFor((secret: Secret) => ({ key: keyOf(secret.reveal()) }));

/** The ed25519 key that a secret holds as 32 raw bytes. */
export function ed25519Key(secret: Secret, format: KeyFormat): KeyObject | undefined {
  const raw = keyBytes(secret, format);
  return raw && rawKey(raw).key;
}

function publicKey({ key: form }: PublicKeySignature, secret: Secret): KeyObject | undefined {
  if (form === "pem") return pemKey(secret).key;
  if (form === "raw-hex") return ed25519Key(secret, "hex");
  if (form === "raw-base64") return ed25519Key(secret, "base64");
  const der = keyBytes(secret, "base64");
  return der && derKey(der).key;
}

/** The pieces as one run of bytes, which signatures by public key want. */
export const joined = (parts: readonly SignedPart[]): Buffer =>
  Buffer.concat(parts.map((part) => Buffer.from(part)));

/** ed25519, ECDSA (DER) or RSA (PKCS #1 v1.5) over the signed text; the secret is the vendor's public key. */
export const verifyPublicKey: Verifier<PublicKeySignature> = (scheme, attempt) => {
  const { type, digest } = algorithms[scheme.algorithm];
  const encoding = scheme.encoding === "hex" ? "hex" : "base64";
  return verifySigned(scheme, attempt, (secret, parts, signatures) => {
    const key = publicKey(scheme, secret);
    if (key?.asymmetricKeyType !== type) return undefined;
    const signed = joined(parts);
    return signatures.some((text) => {
      const signature = decodeStrictly(text, encoding);
      return signature !== undefined && verifyBytes(digest, signed, key, signature);
    });
  });
};
