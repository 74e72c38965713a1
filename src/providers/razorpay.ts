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
    distinct: "header:x-razorpay-event-id",
    time: "body:/created_at",
    // The payment comes first in the list, also of what else it was made for.
    subject: [
      "body:/payload/dispute/entity/id",
      "body:/payload/refund/entity/id",
      "body:/payload/invoice/entity/id",
      "body:/payload/subscription/entity/id",
      "body:/payload/{body:/contains/0}/entity/id",
    ],
    by: "body:/event",
    cases: { "order.paid": { subject: "body:/payload/order/entity/id" } },
    origin: "text:https://api.razorpay.com/v2/accounts/{body:/account_id}",
    equalDeliveries: {
      possible: "unknown",
      why:
        "Each body has its event, its object as it then was, and a time in seconds; " +
        "x-razorpay-event-id, which is not signed, is one for each event and the same on a retry " +
        "(razorpay.com/docs/webhooks/best-practices)",
    },
    checkedAgainst: ["the vendor's documented examples: github.com/razorpay/markdown-docs"],
    words: {
      "payment.authorized": "payment",
      "payment.captured": "payment",
      "payment.failed": "payment",
      "payment.dispute.*": "dispute",
      "payment.dispute.won": "dispute closed",
      "payment.dispute.lost": "dispute closed",
      "order.paid": "order paid",
      "invoice.paid": "invoice paid",
      "invoice.expired": "invoice expired",
      "subscription.*": "subscription",
      "subscription.charged": "subscription renewed",
      "refund.*": "refund",
      "refund.processed": "refund succeeded",
      "payment_link.paid": "payment succeeded",
      "payout.*": "payout",
      "payout.processed": "payout succeeded",
      "payout.initiated": "payout started",
      "settlement.processed": "payout succeeded",
      "transfer.*": "transfer",
      "transfer.processed": "transfer succeeded",
      "transaction.created": "transaction",
    },
  },
  marks: { userAgents: ["Razorpay-Webhook"] },
});
