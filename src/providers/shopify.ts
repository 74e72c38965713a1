import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "shopify",
  name: "Shopify",
  category: "ecommerce",
  docs: "https://shopify.dev/docs/apps/build/webhooks/subscribe/https",
  setup: {
    where: "shopify.app.toml or webhookSubscriptionCreate; in a store Settings → Notifications → Webhooks",
    secret: "issued-by-provider",
    note: "The secret is the app's client secret, or the store's own for webhooks made in its settings. Among include_fields let there be updated_at: equal bodies of a topic count as one.",
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
    // biome-ignore format: a table to read across
    words: {
      "orders/*": "order", "Order.*": "order", "products/*": "product", "Product.*": "product", "Customer.*": "customer",
      "customers/create": "customer", "customers/update": "customer", "customers/delete": "customer", "customers/enable": "customer",
      "customers/disable": "customer", "checkouts/*": "checkout", "carts/*": "cart", "fulfillments/*": "fulfillment", "refunds/*": "refund",
      "inventory_items/*": "inventory", "inventory_levels/*": "inventory", "app/uninstalled": "app", "app_subscriptions/*": "subscription",
      "subscription_contracts/*": "subscription", "subscription_billing_attempts/*": "payment", "disputes/*": "dispute",
      "domains/*": "domain", "locations/*": "location", "companies/*": "company", "company_contacts/*": "contact",
      "discounts/create": "discount", "discounts/update": "discount", "discounts/delete": "discount", "segments/*": "segment",
      "order_transactions/*": "transaction", "customer_payment_methods/*": "payment-method", "shop/update": "account",
    },
  },
});
