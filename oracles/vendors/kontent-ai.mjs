import { require } from "../families/require.mjs";
import { text } from "../families/secrets.mjs";

const { signatureHelper } = require("@kontent-ai/webhook-helper");

const oracle = (header) => ({
  scheme: header,
  sdk: "@kontent-ai/webhook-helper",
  witness: "vendor",
  secret: text,
  signature: header,
  sign: ({ body }, secret) => ({
    headers: { [header]: signatureHelper.getHashFromString(body.toString(), secret) },
  }),
  verify: ({ headers, body }, secret) =>
    signatureHelper.isValidSignatureFromString(body.toString(), secret, headers[header]),
});

export default [oracle("x-kontent-ai-signature"), oracle("x-kc-signature")];
