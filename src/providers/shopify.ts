import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "shopify",
  name: "Shopify",
  category: "ecommerce",
  docs: "https://shopify.dev/docs/apps/build/webhooks/subscribe/https",
  setup: {
    where: "shopify.app.toml or webhookSubscriptionCreate; in a store Settings → Notifications → Webhooks",
    secret: "issued-by-provider",
    note: "The secret is the app's client secret, or the store's own for webhooks made in its settings.",
  },
  deadlineSeconds: 5,
  signature: [
    { variant: "events", scheme: "hmac", hash: "sha256", encoding: "base64", header: "shopify-hmac-sha256" },
    {
      variant: "webhooks",
      scheme: "hmac",
      hash: "sha256",
      encoding: "base64",
      header: "x-shopify-hmac-sha256",
    },
  ],
  event: {
    source: "com.shopify",
    type: ["header:x-shopify-topic", "header:shopify-topic", "header:shopify-action"],
    id: ["header:x-shopify-webhook-id", "header:shopify-webhook-id"],
    time: ["header:x-shopify-triggered-at", "header:shopify-triggered-at"],
    subject: [
      "body:/id",
      "header:shopify-resource-id",
      "body:/admin_graphql_api_id",
      "body:/fulfillment_order/id",
      "body:/inventory_item_id",
    ],
    origin: ["text:https://{header:x-shopify-shop-domain}", "text:https://{header:shopify-shop-domain}"],
    // Several topics may carry the very same body, and the topic is not signed.
    distinct: "header:x-shopify-topic",
  },
});
