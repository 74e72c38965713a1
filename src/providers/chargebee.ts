import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "chargebee",
  name: "Chargebee",
  category: "payments",
  docs: "https://www.chargebee.com/docs/billing/2.0/site-configuration/webhook_settings",
  setup: {
    where: "Settings → Configure Chargebee → Webhooks → Add Webhook",
    secret: "chosen-by-you",
    note: "Chargebee signs nothing: switch on basic authentication there. The secret is user:password.",
  },
  signature: { scheme: "basic-auth" },
  event: {
    source: "com.chargebee",
    type: ["body:/event_type"],
    id: "body:/id",
    time: "body:/occurred_at",
    // The most particular first: an event's content holds what its object belongs to as well.
    subject: [
      "body:/content/transaction/id",
      "body:/content/credit_note/id",
      "body:/content/subscription/id",
      "body:/content/invoice/id",
      "body:/content/customer/id",
    ],
    // biome-ignore format: a table to read across
    words: {
      subscription_created: "subscription", subscription_started: "subscription",
      subscription_activated: "subscription", subscription_changed: "subscription",
      subscription_cancelled: "subscription", subscription_reactivated: "subscription",
      subscription_renewed: "subscription", subscription_deleted: "subscription",
      subscription_paused: "subscription", subscription_resumed: "subscription", customer_created: "customer",
      customer_changed: "customer", customer_deleted: "customer", invoice_generated: "invoice created",
      invoice_updated: "invoice", invoice_deleted: "invoice", "payment_source_*": "payment-method",
      payment_succeeded: "payment", payment_failed: "payment", payment_refunded: "refund succeeded",
      coupon_created: "coupon", quote_created: "quote",
    },
  },
});
