import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "squarespace",
  name: "Squarespace",
  category: "ecommerce",
  docs: "https://developers.squarespace.com/commerce-apis/webhooks/verifying-notifications",
  setup: {
    where: "POST /1.0/webhook_subscriptions with an OAuth token",
    secret: "issued-by-provider",
    note: "The secret (hex) is in the response that created the subscription, or in the response of rotateSecret.",
  },
  retries: {
    hours: 48,
    source: "developers.squarespace.com, Notification delivery: several attempts for up to 48 hours",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "squarespace-signature",
    key: "hex",
  },
  event: {
    source: "com.squarespace",
    type: ["body:/topic"],
    id: "body:/id",
    time: "body:/createdOn",
    subject: "body:/data/orderId",
    equalDeliveries: {
      possible: false,
      why:
        "The notification's id is in the signed body, and duplicates are known by it " +
        "(developers.squarespace.com, Notification delivery)",
    },
    checkedAgainst: [],
    words: { "order.*": "order", "extension.uninstall": "app uninstalled", "contact.*": "contact" },
  },
  marks: { userAgents: ["Squarespace"] },
});
