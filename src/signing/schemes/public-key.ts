import { createPrivateKey, sign as signBytes } from "node:crypto";
import type { PublicKeySignature } from "../../core/signature.ts";
import { signTemplate } from "../sign-template.ts";
import type { Signer } from "../signer.ts";

const hashNames = {
  ed25519: null,
  "ecdsa-sha256": "sha256",
  "rsa-sha256": "sha256",
  "rsa-sha1": "sha1",
} as const;

export const signer: Signer<PublicKeySignature> = {
  sign: (signature, request, secret, nowMs) =>
    signTemplate(signature, { request, secret, nowMs }, (bytes) =>
      signBytes(hashNames[signature.algorithm], bytes, createPrivateKey(secret)).toString(signature.encoding),
    ),
  secretForm: ({ algorithm, key }) => ({ kind: "key-pair", of: { algorithm, key } }),
};
