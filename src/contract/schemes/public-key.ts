import type { PublicKeySignature } from "../../core/signature.ts";
import { freshPublicKey } from "../../signing/fresh-key.ts";
import { type Forgery, templateForgery } from "../forgery.ts";

const freshKinds = {
  ed25519: "ed25519",
  "ecdsa-sha256": "ec",
  "rsa-sha256": "rsa",
  "rsa-sha1": "rsa",
} as const;

export const forgery: Forgery<PublicKeySignature> = {
  ...templateForgery,
  otherSecret({ algorithm, key }) {
    const publicKey = freshPublicKey(freshKinds[algorithm]);
    if (key === "pem") return publicKey.export({ format: "pem", type: "spki" }).toString();
    const der = publicKey.export({ format: "der", type: "spki" });
    if (key === "raw-hex") return der.subarray(-32).toString("hex");
    return (key === "raw-base64" ? der.subarray(-32) : der).toString("base64");
  },
};
