import { generateKeyPairSync, type KeyObject } from "node:crypto";

/** Kinds of public keys that vendors sign with. */
export type FreshKeyKind = "ed25519" | "ec" | "rsa";

/** A public key that no vendor has. */
export function freshPublicKey(kind: FreshKeyKind): KeyObject {
  if (kind === "ed25519") return generateKeyPairSync("ed25519").publicKey;
  if (kind === "ec") return generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey;
  return generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey;
}
