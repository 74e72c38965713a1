import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "razorpay",
  name: "Razorpay",
  category: "payments",
  docs: "https://razorpay.com/docs/webhooks/validate-test/",
  setup: {
    where: "Dashboard → Accounts & Settings → Webhooks → Add New Webhook",
    secret: "chosen-by-you",
    note: "After you change the secret, retries of older events still use the old one: keep both for a day.",
  },
  deadlineSeconds: 5,
  retries: {
    hours: 24,
    source: "razorpay.com/docs/webhooks/best-practices: with growing waits, for 24 hours",
  },
  signature: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-razorpay-signature" },
  event: {
    source: "com.razorpay",
    type: ["body:/event"],
    id: "header:x-razorpay-event-id",
    time: "body:/created_at",
    subject: "body:/payload/{body:/contains/0}/entity/id",
    origin: "text:https://api.razorpay.com/v2/accounts/{body:/account_id}",
    equalDeliveries: {
      possible: "unknown",
      why:
        "Each body has its event, its object as it then was, and a time in seconds; " +
        "x-razorpay-event-id, which is not signed, is one for each event " +
        "(razorpay.com/docs/webhooks/best-practices)",
    },
    checkedAgainst: ["the vendor's documented examples: github.com/razorpay/markdown-docs"],
    words: {
      "payment.authorized": "payment",
      "payment.captured": "payment",
      "payment.failed": "payment",
      "payment.dispute.*": "dispute",
      "order.paid": "order paid",
      "invoice.paid": "invoice paid",
      "invoice.expired": "invoice expired",
      "subscription.*": "subscription",
      "subscription.charged": "subscription renewed",
      "refund.*": "refund",
      "refund.processed": "refund succeeded",
      "payout.processed": "payout completed",
      "payout.failed": "payout failed",
    },
  },
});
