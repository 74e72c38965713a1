import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "cashfree",
  name: "Cashfree Payments",
  category: "payments",
  docs: "https://www.cashfree.com/docs/payments/online/webhooks/signature-verification",
  setup: {
    where: "Merchant Dashboard → Payment Gateway → Developers → Webhooks → Add Webhook Endpoint",
    secret: "issued-by-provider",
    note: "The secret is the client secret of the API keys. Payouts V1 (Cashgram) signs form fields in another way, so the bridge refuses it: use V2.",
  },
  retries: {
    hours: 0.7,
    source:
      "cashfree.com/docs/api-reference/webhooks/reliability-and-operations: by default after 2, 10 " +
      "and 30 minutes, or by a policy of your own with up to ten attempts; whether the timestamp is " +
      "new then is not said",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "base64",
    header: "x-webhook-signature",
    timestamp: "header:x-webhook-timestamp",
    timestampUnit: "ms",
    signed: "{timestamp}{body}",
    // More than the default schedule, because a merchant can choose a longer one.
    toleranceSeconds: 172_800,
  },
  event: {
    source: "com.cashfree",
    type: ["body:/type"],
    equalDeliveries: {
      possible: false,
      why:
        "Every attempt to pay has its own cf_payment_id, and the body its status and time " +
        "(cashfree.com/docs/payments/online/webhooks/webhook-indempotency)",
    },
    checkedAgainst: ["our recorded requests"],
    time: "body:/event_time",
    subject: [
      "body:/data/refund/cf_refund_id",
      "body:/data/dispute/dispute_id",
      "body:/data/payment/cf_payment_id",
      "body:/data/settlement/settlement_id",
      "body:/data/subscription_details/cf_subscription_id",
      "body:/data/cf_payment_id",
      "body:/data/cf_link_id",
      "body:/data/order/order_id",
    ],
    by: ["body:/data/refund/refund_status", "body:/data/subscription_details/subscription_status"],
    cases: {
      ACTIVE: { words: { "SUBSCRIPTION_STATUS_CHANGE*": "subscription activated" } },
      ON_HOLD: { words: { "SUBSCRIPTION_STATUS_CHANGE*": "subscription paused" } },
      CUSTOMER_PAUSED: { words: { "SUBSCRIPTION_STATUS_CHANGE*": "subscription paused" } },
      CUSTOMER_CANCELLED: { words: { "SUBSCRIPTION_STATUS_CHANGE*": "subscription canceled" } },
      COMPLETED: { words: { "SUBSCRIPTION_STATUS_CHANGE*": "subscription completed" } },
      EXPIRED: { words: { "SUBSCRIPTION_STATUS_CHANGE*": "subscription expired" } },
      SUCCESS: {
        words: { REFUND_STATUS_WEBHOOK: "refund succeeded", AUTO_REFUND_STATUS_WEBHOOK: "refund succeeded" },
      },
      CANCELLED: {
        words: { REFUND_STATUS_WEBHOOK: "refund canceled", AUTO_REFUND_STATUS_WEBHOOK: "refund canceled" },
      },
      FAILED: {
        words: { REFUND_STATUS_WEBHOOK: "refund failed", AUTO_REFUND_STATUS_WEBHOOK: "refund failed" },
      },
    },
    words: {
      PAYMENT_SUCCESS_WEBHOOK: "payment succeeded",
      PAYMENT_FAILED_WEBHOOK: "payment failed",
      PAYMENT_USER_DROPPED_WEBHOOK: "payment canceled",
      REFUND_STATUS_WEBHOOK: "refund updated",
      AUTO_REFUND_STATUS_WEBHOOK: "refund updated",
      SETTLEMENT_INITIATED: "payout started",
      SETTLEMENT_SUCCESS: "payout succeeded",
      SETTLEMENT_FAILED: "payout failed",
      SUBSCRIPTION_PAYMENT_SUCCESS: "payment succeeded",
      SUBSCRIPTION_PAYMENT_FAILED: "payment failed",
      SUBSCRIPTION_PAYMENT_CANCELLED: "payment canceled",
      "SUBSCRIPTION_STATUS_CHANGE*": "subscription updated",
      DISPUTE_CREATED: "dispute created",
      DISPUTE_UPDATED: "dispute updated",
      DISPUTE_CLOSED: "dispute closed",
    },
  },
});
