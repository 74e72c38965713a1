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
  retries: {
    hours: 48,
    source:
      "docs.getrecharge.com/docs/webhooks-overview: 20 attempts in 48 hours, as several public " +
      "repositories tell it; it does not say how they are signed; not seen on the vendor's page",
  },
  signature: [
    {
      variant: "timestamped",
      scheme: "hmac",
      hash: "sha256",
      encoding: "hex",
      header: "x-recharge-webhook-signature",
      fields: { timestamp: "t", signature: "v1" },
      signed: "{timestamp}.{body}",
      // Recharge tries for two days and does not say whether it signs each attempt again.
      toleranceSeconds: 176_400,
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
      "body:/payment_method/id",
    ],
    distinct: "header:x-recharge-topic",
    equalDeliveries: {
      possible: true,
      why:
        "Several topics can have the same body, so the topic counts, which is not signed. Events of " +
        "one topic mostly differ in updated_at; nothing names the delivery, so equal ones count once " +
        "(docs.getrecharge.com/docs/webhooks-overview)",
    },
    checkedAgainst: ["our recorded requests"],
    words: {
      "charge/paid": "payment succeeded",
      "charge/failed": "payment failed",
      "charge/refunded": "refund succeeded",
      "subscription/*": "subscription",
      "order/*": "order",
      "customer/created": "customer",
      "customer/updated": "customer",
      "customer/deleted": "customer",
      "customer/activated": "customer",
      "customer/deactivated": "customer",
    },
  },
});
