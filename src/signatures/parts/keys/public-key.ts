import { createPublicKey, type KeyObject } from "node:crypto";
import { memoizeFor } from "../../../core/memoize.ts";
import type { Secret } from "../../../core/secret.ts";
import type { KeyFormat, PublicKeySignature } from "../../../core/signature.ts";
import { pemOf } from "./pem.ts";
import { keyBytes } from "./secret-key.ts";

/** DER header of an ed25519 SubjectPublicKeyInfo (RFC 8410); the 32 bytes of the key follow. */
const ed25519Header = Buffer.from("302a300506032b6570032100", "hex");

function readKey(input: Parameters<typeof createPublicKey>[0]): KeyObject | undefined {
  try {
    return createPublicKey(input);
  } catch {
    return undefined;
  }
}

/** Memoized by the bytes: `keyBytes` gives the same object each time. */
const derKey = memoizeFor((der: Uint8Array) => ({
  key: readKey({ key: Buffer.from(der), format: "der", type: "spki" }),
}));
const rawKey = memoizeFor((raw: Uint8Array): { key?: KeyObject | undefined } =>
  raw.length === 32 ? derKey(Buffer.concat([ed25519Header, raw])) : {},
);
const pemKey = memoizeFor((secret: Secret) => ({ key: readKey(pemOf(secret.reveal())) }));

/** The ed25519 key in a secret of 32 raw bytes; undefined for other secrets. */
export function ed25519Key(secret: Secret, format: KeyFormat): KeyObject | undefined {
  const raw = keyBytes(secret, format);
  return raw && rawKey(raw).key;
}

/** The public key in a secret; undefined when the secret does not have the form. */
export function publicKeyIn(secret: Secret, form: PublicKeySignature["key"]): KeyObject | undefined {
  if (form === "pem") return pemKey(secret).key;
  if (form === "raw-hex") return ed25519Key(secret, "hex");
  if (form === "raw-base64") return ed25519Key(secret, "base64");
  const der = keyBytes(secret, "base64");
  return der && derKey(der).key;
}
