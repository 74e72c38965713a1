import { defineProvider } from "../core/provider.ts";

const ofInvoice = { subject: "body:/content/invoice/id" } as const;

export default defineProvider({
  id: "chargebee",
  name: "Chargebee",
  category: "payments",
  docs: "https://www.chargebee.com/docs/billing/2.0/site-configuration/webhook_settings",
  setup: {
    where: "Settings → Configure Chargebee → Webhooks → Add Webhook",
    secret: "chosen-by-you",
    note: "Enable basic authentication there; the secret is `user:password`. Chargebee does not sign deliveries.",
  },
  retries: {
    hours: 79,
    source:
      "support.chargebee.com/support/solutions/articles/257941: seven retries, the last one 79 hours after the failure",
  },
  signature: { scheme: "basic-auth" },
  event: {
    source: "com.chargebee",
    type: ["body:/event_type"],
    id: "body:/id",
    equalDeliveries: {
      possible: false,
      why: "Every event has an id (apidocs.chargebee.com/docs/api/events)",
    },
    checkedAgainst: ["captured payloads: github.com/hookdeck/webhook-skills"],
    time: "body:/occurred_at",
    // Most specific first: the content also includes what the event's object belongs to.
    subject: [
      "body:/content/order/id",
      "body:/content/quote/id",
      "body:/content/coupon/id",
      "body:/content/payment_source/id",
      "body:/content/transaction/id",
      "body:/content/credit_note/id",
      "body:/content/subscription/id",
      "body:/content/invoice/id",
      "body:/content/customer/id",
    ],
    by: "body:/event_type",
    cases: {
      invoice_generated: ofInvoice,
      invoice_updated: ofInvoice,
      invoice_deleted: ofInvoice,
    },
    words: {
      subscription_created: "subscription",
      subscription_started: "subscription",
      subscription_activated: "subscription",
      subscription_changed: "subscription",
      subscription_cancelled: "subscription",
      subscription_reactivated: "subscription",
      subscription_renewed: "subscription",
      subscription_deleted: "subscription",
      subscription_paused: "subscription",
      subscription_resumed: "subscription",
      customer_created: "customer",
      customer_changed: "customer",
      customer_deleted: "customer",
      invoice_generated: "invoice created",
      invoice_updated: "invoice",
      invoice_deleted: "invoice",
      "payment_source_*": "payment-method",
      payment_succeeded: "payment",
      payment_failed: "payment",
      payment_refunded: "refund succeeded",
      payment_initiated: "payment started",
      payment_intent_created: "payment",
      payment_intent_updated: "payment",
      refund_initiated: "refund started",
      "order_*": "order",
      "coupon_*": "coupon",
      "quote_*": "quote",
    },
  },
});
