import { verify as verifyBytes } from "node:crypto";
import type { PublicKeySignature } from "../../core/signature.ts";
import { publicKeyIn } from "../parts/keys/public-key.ts";
import { decodeStrictly } from "../parts/keys/secret-key.ts";
import { layoutLocations } from "../parts/layout.ts";
import { joined, signsQuery, templateCoversUrl } from "../parts/template.ts";
import { proveTemplate, templateHeaders, verifyTemplate } from "../parts/verify-template.ts";
import { overTemplate } from "../parts/words.ts";
import type { Scheme } from "../scheme.ts";

const algorithms = {
  ed25519: { type: "ed25519", digest: null },
  "ecdsa-sha256": { type: "ec", digest: "sha256" },
  "rsa-sha256": { type: "rsa", digest: "sha256" },
  "rsa-sha1": { type: "rsa", digest: "sha1" },
} as const;

/** ed25519, ECDSA (DER) or RSA (PKCS #1 v1.5) over a signed text; the secret is the vendor's public key. */
export const scheme: Scheme<PublicKeySignature> = {
  locations: layoutLocations,
  coversUrl: templateCoversUrl,
  verify(signature, attempt) {
    const { type, digest } = algorithms[signature.algorithm];
    const encoding = signature.encoding === "hex" ? "hex" : "base64";
    return verifyTemplate(signature, attempt, (secret, parts, signatures) => {
      const key = publicKeyIn(secret, signature.key);
      if (key?.asymmetricKeyType !== type) return undefined;
      const signed = joined(parts);
      return signatures.some((text) => {
        const bytes = decodeStrictly(text, encoding);
        return bytes !== undefined && verifyBytes(digest, signed, key, bytes);
      });
    });
  },
  prove: proveTemplate,
  proofHeaders: templateHeaders,
  signsUrl: signsQuery,
};

export const describe = (signature: PublicKeySignature): string =>
  overTemplate(`${signature.algorithm} public key`, signature);
