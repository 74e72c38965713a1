import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "revenuecat",
  name: "RevenueCat",
  category: "mobile",
  docs: "https://www.revenuecat.com/docs/integrations/webhooks",
  setup: {
    where: "Project → Integrations → Webhooks → Add new configuration",
    secret: "chosen-by-you",
    note:
      "With signing on, the secret is the signing secret, which alone verifies a signed delivery. " +
      "Otherwise, it is the complete authorization header value set there.",
  },
  deadlineSeconds: 60,
  retries: {
    hours: 2.6,
    source:
      "revenuecat.com/docs/integrations/webhooks: after 5, 10, 20, 40 and 80 minutes; it does not " +
      "say how they are signed",
  },
  signature: [
    {
      variant: "signed",
      scheme: "hmac",
      hash: "sha256",
      encoding: "hex",
      header: "x-revenuecat-webhook-signature",
      fields: { timestamp: "t", signature: "v1" },
      signed: "{timestamp}.{body}",
      // RevenueCat tries for 155 minutes and does not say whether it signs each attempt again.
      toleranceSeconds: 10_800,
    },
    { variant: "authorization", scheme: "token", from: "header:authorization" },
  ],
  event: {
    source: "com.revenuecat",
    type: ["body:/event/type"],
    id: "body:/event/id",
    time: "body:/event/event_timestamp_ms",
    subject: ["body:/event/app_user_id", "body:/event/transferred_to/0"],
    by: "body:/event/cancel_reason",
    cases: { CUSTOMER_SUPPORT: { words: { CANCELLATION: "refund succeeded" } } },
    equalDeliveries: {
      possible: false,
      why: "The event's id in the body is signed, and a retry keeps it (revenuecat.com/docs/integrations/webhooks/event-types-and-fields)",
    },
    checkedAgainst: ["the vendor's documented examples: github.com/RevenueCat/docs"],
    words: {
      INITIAL_PURCHASE: "subscription created",
      RENEWAL: "subscription renewed",
      CANCELLATION: "subscription canceled",
      EXPIRATION: "subscription expired",
      UNCANCELLATION: "subscription resumed",
      SUBSCRIPTION_EXTENDED: "subscription updated",
      // It will pause at the end of its period.
      SUBSCRIPTION_PAUSED: "subscription updated",
      PRODUCT_CHANGE: "subscription updated",
      BILLING_ISSUE: "payment failed",
      NON_RENEWING_PURCHASE: "payment succeeded",
      INVOICE_ISSUANCE: "invoice created",
      TEST: "test",
    },
  },
  marks: {
    sides: [{ at: "body:/event/environment", test: ["SANDBOX"], live: ["PRODUCTION"] }],
    sortsKeys: true,
  },
});
