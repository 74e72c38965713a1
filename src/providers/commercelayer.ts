import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "commercelayer",
  name: "Commerce Layer",
  category: "ecommerce",
  docs: "https://docs.commercelayer.io/core/callbacks-security",
  setup: {
    where: "Dashboard → Webhooks → New webhook, or POST /api/webhooks",
    secret: "issued-by-provider",
    note: "The secret is the webhook's shared_secret. After 30 consecutive failures, the circuit breaker opens: reset it there.",
  },
  deadlineSeconds: 5,
  retries: {
    source:
      "docs.commercelayer.io/api/resources/webhooks: says nothing of retries; after 30 failures in " +
      "a row the webhook stops",
  },
  signature: { scheme: "hmac", hash: "sha256", encoding: "base64", header: "x-commercelayer-signature" },
  event: {
    source: "io.commercelayer",
    type: ["header:x-commercelayer-topic"],
    time: "body:/data/attributes/updated_at",
    subject: "body:/data/id",
    // Several topics can have the same body, and the topic is not signed.
    distinct: "header:x-commercelayer-topic",
    equalDeliveries: {
      possible: true,
      why:
        "Several topics can have the same body, and the topic is not signed. Two events of one topic " +
        "differ in updated_at, in milliseconds (captured: github.com/hookdeck/webhook-samples)",
    },
    checkedAgainst: ["captured payloads: github.com/hookdeck/webhook-samples"],
    words: {
      "authorizations.succeeded": "payment authorized",
      "authorizations.failed": "payment failed",
      "captures.succeeded": "payment captured",
      "captures.failed": "payment failed",
      "voids.succeeded": "payment voided",
      "refunds.succeeded": "refund succeeded",
      "refunds.failed": "refund failed",
      "customers.*": "customer",
      "customer_addresses.*": "customer updated",
      "customer_password_resets.create": "password requested",
      "customer_password_resets.reset_password": "password updated",
      "orders.*": "order",
      "orders.place": "order submitted",
      "order_subscriptions.*": "subscription",
      "prices.*": "price",
      "shipments.*": "shipment",
      "skus.*": "product",
      "stock_items.*": "inventory",
    },
  },
});
