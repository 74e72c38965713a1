import ModernTreasury from "modern-treasury";
import { text } from "../families/secrets.mjs";

const { webhooks } = new ModernTreasury({ apiKey: "none", organizationID: "o" });

export default {
  sdk: "modern-treasury",
  witness: "vendor",
  secret: text,
  signature: "x-signature",
  sign: ({ body }, key) => ({ headers: { "x-signature": webhooks.getSignature(body.toString(), { key }) } }),
  verify: ({ headers, body }, key) => webhooks.validateSignature(body.toString(), headers, { key }),
};
