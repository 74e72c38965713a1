import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "xendit",
  name: "Xendit",
  category: "payments",
  docs: "https://docs.xendit.co/docs/handling-webhooks",
  setup: {
    where: "Dashboard → Settings → Webhooks",
    secret: "issued-by-provider",
    note: "The secret is the webhook verification token on the same page. It proves the sender, not the body.",
  },
  deadlineSeconds: 30,
  retries: {
    hours: 24,
    source:
      "docs.xendit.co/apidocs/webhook-behavior: six retries, the last 24 hours after the first " + "attempt",
  },
  signature: { scheme: "token", from: "header:x-callback-token" },
  event: {
    source: "co.xendit",
    // Invoices and other older callbacks have a status instead of an event name.
    type: ["body:/event", "body:/status"],
    time: ["body:/paid_at", "body:/updated", "body:/created"],
    subject: ["body:/data/payment_id", "body:/data/id", "body:/id"],
    equalDeliveries: {
      possible: "unknown",
      why:
        "Bodies have the payment's id and mostly a time in milliseconds; older ones differ by " +
        "product (docs.xendit.co, Handling webhooks)",
    },
    checkedAgainst: [],
    by: "body:/data/status",
    cases: {
      SUCCEEDED: {
        words: {
          "qr.payment": "payment succeeded",
          "ewallet.capture": "payment succeeded",
          "ewallet.void": "payment voided",
          "ewallet.refund": "refund succeeded",
        },
      },
      FAILED: { words: { "ewallet.capture": "payment failed", "ewallet.refund": "refund failed" } },
    },
    words: {
      PAID: "invoice paid",
      EXPIRED: "invoice expired",
      "payment.capture": "payment captured",
      "payment.authorization": "payment authorized",
      "payment.failure": "payment failed",
      "payment.succeeded": "payment succeeded",
      "payment.failed": "payment failed",
      // Whether it went through is in the body.
      "qr.payment*": "payment",
      "ewallet.capture*": "payment",
      "ewallet.void*": "payment",
      "ewallet.refund*": "refund",
      "refund.succeeded": "refund succeeded",
      "refund.failed": "refund failed",
      "payout.succeeded": "payout succeeded",
      "payout.failed": "payout failed",
    },
  },
});
