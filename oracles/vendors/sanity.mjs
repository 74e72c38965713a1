import { encodeSignatureHeader, isValidSignature } from "@sanity/webhook";
import { text } from "../families/secrets.mjs";

export default {
  sdk: "@sanity/webhook",
  witness: "vendor",
  secret: text,
  signature: "sanity-webhook-signature",
  time: "ms",
  sign: async ({ body }, secret, moment) => ({
    headers: {
      "sanity-webhook-signature": await encodeSignatureHeader(body.toString(), moment.ms, secret),
      "idempotency-key": "ik-1",
    },
  }),
  verify: ({ headers, body }, secret) =>
    isValidSignature(body.toString(), headers["sanity-webhook-signature"], secret),
};
