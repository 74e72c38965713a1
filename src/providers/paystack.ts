import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "paystack",
  name: "Paystack",
  category: "payments",
  docs: "https://paystack.com/docs/payments/webhooks/",
  setup: {
    where: "Dashboard → Settings → API Keys & Webhooks",
    secret: "issued-by-provider",
    form: { begins: "sk_" },
    note: "The secret is the API's secret key (sk_live_… or sk_test_…).",
  },
  retries: {
    hours: 72.2,
    source:
      "paystack.com/docs/payments/webhooks (in public copies of the page): live mode, every three " +
      "minutes for the first four tries, then hourly for 72 hours",
  },
  signature: { scheme: "hmac", hash: "sha512", encoding: "hex", header: "x-paystack-signature" },
  event: {
    source: "com.paystack",
    type: ["body:/event"],
    // Subscriptions whose cards expire.
    each: "body:/data",
    time: "body:/data/paid_at",
    subject: [
      "item:/subscription/subscription_code",
      "body:/data/subscription_code",
      "body:/data/transfer_code",
      "body:/data/invoice_code",
      "body:/data/id",
      "body:/data/reference",
      "body:/data/refund_reference",
      "body:/data/transaction_reference",
      "body:/data/customer_code",
    ],
    by: ["body:/event", "text:{body:/event}.{body:/data/status}"],
    cases: {
      // An example of an invoice that is created has the time of its payment, too.
      "invoice.create": { time: "body:/data/created_at" },
      "invoice.update.success": { words: { "invoice.update": "invoice paid" } },
      "subscription.create": { time: "body:/data/createdAt" },
      "subscription.disable.cancelled": { words: { "subscription.disable": "subscription canceled" } },
      "subscription.disable.complete": { words: { "subscription.disable": "subscription completed" } },
    },
    equalDeliveries: {
      possible: true,
      why:
        "An identification that fails twice (customeridentification.failed) repeats its body, which " +
        "has neither id nor time. No header names a delivery and Paystack tries for three days, so " +
        "equal ones count once (paystack.com/docs/payments/webhooks)",
    },
    checkedAgainst: ["types in public repositories"],
    words: {
      "charge.success": "payment succeeded",
      "charge.dispute.create": "dispute created",
      "charge.dispute.resolve": "dispute resolved",
      "customeridentification.*": "verification",
      "invoice.create": "invoice",
      "invoice.update": "invoice",
      "invoice.payment_failed": "payment failed",
      "paymentrequest.success": "invoice paid",
      "refund.*": "refund",
      "refund.processed": "refund succeeded",
      "subscription.create": "subscription",
      "subscription.disable": "subscription",
      "transfer.*": "transfer",
    },
  },
  marks: {
    userAgents: ["Paystack"],
    sides: [{ at: "body:/data/domain", test: ["test"], live: ["live"] }],
    secretSides: { test: "sk_test_", live: "sk_live_" },
  },
});
