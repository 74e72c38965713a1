import { require } from "../families/require.mjs";
import { hex } from "../families/secrets.mjs";

const braintree = require("braintree");
const gateway = (privateKey) =>
  new braintree.BraintreeGateway({
    environment: braintree.Environment.Sandbox,
    merchantId: "merchant",
    publicKey: "integration_public_key",
    privateKey,
  });

export default {
  sdk: "braintree",
  witness: "vendor",
  secret: hex,
  signature: { body: /bt_signature=integration_public_key%7C([0-9a-f]*)/ },
  bodies: { plain: "subscription_went_past_due", dispute: "dispute_opened", check: "check" },
  contentType: "application/x-www-form-urlencoded",
  sign: ({ body }, secret) => ({
    body: Buffer.from(
      new URLSearchParams(
        gateway(secret).webhookTesting.sampleNotification(body.toString(), "id_1"),
      ).toString(),
    ),
  }),
  verify: async ({ body }, secret) => {
    const form = new URLSearchParams(body.toString());
    await gateway(secret).webhookNotification.parse(form.get("bt_signature"), form.get("bt_payload"));
    return true;
  },
};
