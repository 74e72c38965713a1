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
    words: { "order.*": "order", "extension.uninstall": "app uninstalled", "contact.*": "contact" },
  },
});
