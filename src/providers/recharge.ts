import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "recharge",
  name: "Recharge",
  category: "ecommerce",
  docs: "https://developer.rechargepayments.com/2021-11/webhooks_explained",
  setup: {
    where: "POST /webhooks of the Recharge API",
    secret: "issued-by-provider",
    note: "The secret is the API client secret of the token that created the webhook (Tools and apps → API tokens), not the token itself.",
  },
  deadlineSeconds: 5,
  signature: [
    {
      variant: "timestamped",
      scheme: "hmac",
      hash: "sha256",
      encoding: "hex",
      header: "x-recharge-webhook-signature",
      fields: { timestamp: "t", signature: "v1" },
      signed: "{timestamp}.{body}",
      // Recharge's own window: it retries for two days.
      toleranceSeconds: 172_800,
    },
    {
      variant: "legacy",
      scheme: "keyed-hash",
      hash: "sha256",
      encoding: "hex",
      header: "x-recharge-hmac-sha256",
      signed: "{secret}{body}",
    },
  ],
  event: {
    source: "com.rechargepayments",
    type: ["header:x-recharge-topic"],
    subject: [
      "body:/charge/id",
      "body:/subscription/id",
      "body:/order/id",
      "body:/customer/id",
      "body:/address/id",
    ],
    // Several topics can have the same body, and the topic is not signed.
    distinct: "header:x-recharge-topic",
    words: {
      "charge/paid": "payment succeeded",
      "charge/failed": "payment failed",
      "charge/refunded": "refund succeeded",
      "subscription/*": "subscription",
      "order/*": "order",
      "customer/created": "customer",
      "customer/updated": "customer",
      "customer/deleted": "customer",
    },
  },
});
