import { generateKeyPairSync, randomBytes } from "node:crypto";
import type { StandardWebhooksSignature } from "../../../src/core/signature.ts";
import { changeMiddle, changeRuns } from "../change-request.ts";
import { bytes, type Forgery } from "../forgery.ts";

export const forgery: Forgery<StandardWebhooksSignature> = {
  bodies: bytes,
  tamper: changeRuns,
  otherSecret({ key }, right) {
    if (key === "utf8") return changeMiddle(right);
    if (typeof key === "object" && "prefix" in key)
      return `${key.prefix}${randomBytes(32).toString("base64")}`;
    if (!right.startsWith("whpk_")) return `whsec_${randomBytes(32).toString("base64")}`;
    const { publicKey } = generateKeyPairSync("ed25519");
    return `whpk_${publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("base64")}`;
  },
  window: () => 300,
  coversUrl: () => false,
  timestampAt: ({ prefix }) => `header:${prefix}-timestamp`,
};
