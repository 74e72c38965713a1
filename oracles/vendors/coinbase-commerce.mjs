import { require } from "../families/require.mjs";
import { text } from "../families/secrets.mjs";

const { Webhook } = require("coinbase-commerce-node");

export default {
  sdk: "coinbase-commerce-node",
  witness: "vendor",
  secret: text,
  signature: "x-cc-webhook-signature",
  sign: ({ body }, secret) => ({
    headers: { "x-cc-webhook-signature": Webhook.computeSignature(body.toString(), secret) },
  }),
  verify: ({ headers, body }, secret) =>
    Webhook.verifySigHeader(body.toString(), headers["x-cc-webhook-signature"], secret),
};
