import type { StandardWebhooksSignature } from "../../core/signature.ts";
import { freshPublicKey } from "../../signing/fresh-key.ts";
import { changeMiddle, changeRuns } from "../change-request.ts";
import { bytes, type Forgery } from "../forgery.ts";

const otherBytes = (): string => Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64");

export const forgery: Forgery<StandardWebhooksSignature> = {
  bodies: bytes,
  tamper: changeRuns,
  otherSecret({ key }, right) {
    if (key === "utf8") return changeMiddle(right);
    if (typeof key === "object" && "prefix" in key) return `${key.prefix}${otherBytes()}`;
    if (!right.startsWith("whpk_")) return `whsec_${otherBytes()}`;
    const publicKey = freshPublicKey("ed25519");
    return `whpk_${publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("base64")}`;
  },
  window: () => 300,
  coversUrl: () => false,
  timestampAt: ({ prefix }) => `header:${prefix}-timestamp`,
};
