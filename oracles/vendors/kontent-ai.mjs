import { require } from "../families/require.mjs";
import { text } from "../families/secrets.mjs";

const { signatureHelper } = require("@kontent-ai/webhook-helper");

export default {
  sdk: "@kontent-ai/webhook-helper",
  witness: "vendor",
  secret: text,
  signature: "x-kontent-ai-signature",
  sign: ({ body }, secret) => ({
    headers: { "x-kontent-ai-signature": signatureHelper.getHashFromString(body.toString(), secret) },
  }),
  verify: ({ headers, body }, secret) =>
    signatureHelper.isValidSignatureFromString(body.toString(), secret, headers["x-kontent-ai-signature"]),
};
