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
  signature: [
    {
      variant: "signed",
      scheme: "hmac",
      hash: "sha256",
      encoding: "hex",
      header: "x-revenuecat-webhook-signature",
      fields: { timestamp: "t", signature: "v1" },
      signed: "{timestamp}.{body}",
      toleranceSeconds: 300,
    },
    { variant: "authorization", scheme: "token", from: "header:authorization" },
  ],
  event: {
    source: "com.revenuecat",
    type: ["body:/event/type"],
    id: "body:/event/id",
    time: "body:/event/event_timestamp_ms",
    subject: "body:/event/app_user_id",
    words: {
      INITIAL_PURCHASE: "subscription created",
      RENEWAL: "subscription renewed",
      CANCELLATION: "subscription canceled",
      EXPIRATION: "subscription expired",
      SUBSCRIPTION_PAUSED: "subscription paused",
      PRODUCT_CHANGE: "subscription updated",
      BILLING_ISSUE: "payment failed",
      NON_RENEWING_PURCHASE: "payment succeeded",
    },
  },
});
