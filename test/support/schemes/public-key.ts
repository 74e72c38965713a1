import { generateKeyPairSync } from "node:crypto";
import type { PublicKeySignature } from "../../../src/core/signature.ts";
import { type Forgery, overTemplate } from "../forgery.ts";

const rsa = () => generateKeyPairSync("rsa", { modulusLength: 2048 });
const pairs = {
  ed25519: () => generateKeyPairSync("ed25519"),
  "ecdsa-sha256": () => generateKeyPairSync("ec", { namedCurve: "P-256" }),
  "rsa-sha256": rsa,
  "rsa-sha1": rsa,
} as const;

export const forgery: Forgery<PublicKeySignature> = {
  ...overTemplate,
  otherSecret({ algorithm, key }) {
    const { publicKey } = pairs[algorithm]();
    if (key === "pem") return publicKey.export({ format: "pem", type: "spki" }).toString();
    const der = publicKey.export({ format: "der", type: "spki" });
    if (key === "raw-hex") return der.subarray(-32).toString("hex");
    return (key === "raw-base64" ? der.subarray(-32) : der).toString("base64");
  },
};
