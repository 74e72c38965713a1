import { createPublicKey, type KeyObject, verify as verifyBytes } from "node:crypto";
import { factsOf } from "../core/facts.ts";
import { rejected } from "../core/outcome.ts";
import type { Secret } from "../core/secret.ts";
import type { KeyFormat, PublicKeySignature } from "../core/signature.ts";
import { firstMatch, type Verifier } from "./attempt.ts";
import { refuseAge, timestampText } from "./freshness.ts";
import { decodeStrictly, keyBytes } from "./key.ts";
import { parseLayout } from "./layout.ts";
import { signedParts } from "./signed-text.ts";

/** DER header of an ed25519 SubjectPublicKeyInfo (RFC 8410); the 32 bytes of the key follow. */
const ed25519Header = Buffer.from("302a300506032b6570032100", "hex");

const types = { ed25519: "ed25519", "ecdsa-sha256": "ec", "rsa-sha256": "rsa" } as const;

const cache = new WeakMap<Secret, KeyObject>();

/** The ed25519 key that a secret holds as 32 raw bytes. */
export function ed25519Key(secret: Secret, format: KeyFormat): KeyObject | undefined {
  const cached = cache.get(secret);
  if (cached) return cached;
  const raw = keyBytes(secret, format);
  if (raw?.length !== 32) return undefined;
  return remember(secret, () =>
    createPublicKey({ key: Buffer.concat([ed25519Header, raw]), format: "der", type: "spki" }),
  );
}

function remember(secret: Secret, make: () => KeyObject): KeyObject | undefined {
  try {
    const key = make();
    cache.set(secret, key);
    return key;
  } catch {
    return undefined;
  }
}

function publicKey(scheme: PublicKeySignature, secret: Secret): KeyObject | undefined {
  if (scheme.key === "raw-hex") return ed25519Key(secret, "hex");
  const cached = cache.get(secret);
  if (cached) return cached;
  if (scheme.key === "pem") return remember(secret, () => createPublicKey(secret.reveal()));
  const der = keyBytes(secret, "base64");
  return (
    der && remember(secret, () => createPublicKey({ key: Buffer.from(der), format: "der", type: "spki" }))
  );
}

/** ed25519, ECDSA (DER) or RSA (PKCS #1 v1.5) over the signed text; the secret is the vendor's public key. */
export const verifyPublicKey: Verifier<PublicKeySignature> = (scheme, { request, secrets, nowMs }) => {
  const value = request.headers.get(scheme.header);
  if (!value) return rejected("signature-missing");
  const header = parseLayout(scheme, value);
  if (!header) return rejected("signature-malformed");
  const facts = factsOf(request);
  const timestamp = timestampText(scheme, facts, header.timestamp);
  const parts = signedParts(scheme, request, facts, timestamp);
  const given = header.signatures.map((text) =>
    decodeStrictly(text, scheme.encoding === "hex" ? "hex" : "base64"),
  );
  if (!parts || given.includes(undefined)) return rejected("signature-malformed");
  const signed = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const digest = scheme.algorithm === "ed25519" ? null : "sha256";
  const verdict = firstMatch(secrets, (secret) => {
    const key = publicKey(scheme, secret);
    if (key?.asymmetricKeyType !== types[scheme.algorithm]) return undefined;
    return given.some((signature) => signature !== undefined && verifyBytes(digest, signed, key, signature));
  });
  const age = refuseAge(scheme, timestamp, nowMs);
  if (!verdict.ok) return verdict;
  return age ? rejected(age) : { ...verdict, signedAt: timestamp };
};
