import { type KeyObject, verify as verifyBytes } from "node:crypto";
import type { Secret } from "../../core/secret.ts";
import type { PublicKeySignature } from "../../core/signature.ts";
import { publicKeyIn } from "../parts/keys/public-key.ts";
import { decodeStrictly } from "../parts/keys/secret-key.ts";
import { layoutLocations } from "../parts/layout.ts";
import { joined } from "../parts/template.ts";
import { templateScheme, verifyTemplate } from "../parts/verify-template.ts";
import { overTemplate } from "../parts/words.ts";
import type { Scheme } from "../scheme.ts";

const algorithms = {
  ed25519: { type: "ed25519", digest: null },
  "ecdsa-sha256": { type: "ec", digest: "sha256" },
  "rsa-sha256": { type: "rsa", digest: "sha256" },
  "rsa-sha1": { type: "rsa", digest: "sha1" },
} as const;

/** The public key in a secret; undefined for a secret without one of the algorithm. */
function keyOfAlgorithm({ algorithm, key: form }: PublicKeySignature, secret: Secret): KeyObject | undefined {
  const key = publicKeyIn(secret, form);
  return key?.asymmetricKeyType === algorithms[algorithm].type ? key : undefined;
}

/** ed25519, ECDSA (DER) or RSA (PKCS #1 v1.5) over a signed text; the secret is the vendor's public key. */
export const scheme: Scheme<PublicKeySignature> = {
  ...templateScheme,
  locations: layoutLocations,
  verify(signature, attempt) {
    const { digest } = algorithms[signature.algorithm];
    const encoding = signature.encoding === "hex" ? "hex" : "base64";
    return verifyTemplate(signature, attempt, (secret, parts, signatures) => {
      const key = keyOfAlgorithm(signature, secret);
      if (!key) return undefined;
      const signed = joined(parts);
      return signatures.some((text) => {
        const bytes = decodeStrictly(text, encoding);
        return bytes !== undefined && verifyBytes(digest, signed, key, bytes);
      });
    });
  },
  keyKind: (signature, secret) => (keyOfAlgorithm(signature, secret) ? "key" : "no-key"),
};

export const describe = (signature: PublicKeySignature): string =>
  overTemplate(`${signature.algorithm} public key`, signature);
