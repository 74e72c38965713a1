import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "gocardless",
  name: "GoCardless",
  category: "payments",
  docs: "https://developer.gocardless.com/api-reference/#webhooks-overview",
  setup: {
    where: "Dashboard → Developers → Create → Webhook endpoint",
    secret: "chosen-by-you",
    note: "The header is called webhook-signature, but this is not Standard Webhooks.",
  },
  signature: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "webhook-signature" },
  event: {
    source: "com.gocardless",
    each: "body:/events",
    type: ["item:/resource_type", "item:/action"],
    id: "item:/id",
    time: "item:/created_at",
    by: "item:/resource_type",
    cases: {
      billing_requests: { subject: "item:/links/billing_request" },
      creditors: { subject: "item:/links/creditor" },
      customers: { subject: "item:/links/customer" },
      instalment_schedules: { subject: "item:/links/instalment_schedule" },
      mandates: { subject: "item:/links/mandate" },
      outbound_payments: { subject: "item:/links/outbound_payment" },
      payments: { subject: "item:/links/payment" },
      payouts: { subject: "item:/links/payout" },
      refunds: { subject: "item:/links/refund" },
      subscriptions: { subject: "item:/links/subscription" },
    },
    // biome-ignore format: a table to read across
    words: {
      "payments.created": "payment", "payments.submitted": "payment", "payments.cancelled": "payment",
      "payments.failed": "payment", "payments.confirmed": "payment succeeded",
      "payments.paid_out": "payment settled", "payments.charged_back": "dispute created",
      "payments.chargeback_cancelled": "dispute canceled", "mandates.created": "mandate",
      "mandates.submitted": "mandate", "mandates.cancelled": "mandate", "mandates.failed": "mandate",
      "mandates.expired": "mandate", "mandates.blocked": "mandate", "mandates.active": "mandate activated",
      "refunds.created": "refund", "refunds.failed": "refund", "refunds.paid": "refund succeeded",
      "payouts.paid": "payout paid", "subscriptions.created": "subscription",
      "subscriptions.cancelled": "subscription", "subscriptions.finished": "subscription",
      "subscriptions.paused": "subscription", "subscriptions.resumed": "subscription",
    },
  },
});
