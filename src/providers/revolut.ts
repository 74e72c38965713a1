import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "revolut",
  name: "Revolut (Merchant, Business)",
  category: "payments",
  docs: "https://developer.revolut.com/docs/guides/accept-payments/tutorials/work-with-webhooks/verify-the-payload-signature",
  setup: {
    where: "POST /webhooks of the Merchant or Business API",
    secret: "issued-by-provider",
    form: { begins: "wsk_" },
    note: "The secret is the webhook's signing_secret (wsk_…).",
  },
  retries: {
    hours: 0.5,
    signed: "anew",
    source:
      "developer.revolut.com, Webhooks (in public copies of the page): three more attempts, ten " +
      "minutes apart; by inference: Revolut-Request-Timestamp is when it was sent, and Revolut has " +
      "it refused after 300 s",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "revolut-signature",
    fields: { signature: "v1" },
    timestamp: "header:revolut-request-timestamp",
    timestampUnit: "ms",
    signed: "v1.{timestamp}.{body}",
    toleranceSeconds: 300,
  },
  event: {
    source: "com.revolut",
    type: ["body:/event"],
    // The events of the Merchant API, which have no time in the body.
    distinct: [
      "text:{body:/order_id}-{header:revolut-request-timestamp}",
      "text:{body:/payout_id}-{header:revolut-request-timestamp}",
      "text:{body:/subscription_id}-{header:revolut-request-timestamp}",
      "text:{body:/dispute_id}-{header:revolut-request-timestamp}",
    ],
    time: "body:/timestamp",
    subject: [
      "body:/data/id",
      "body:/payout_id",
      "body:/subscription_id",
      "body:/dispute_id",
      "body:/order_id",
    ],
    by: "body:/data/new_state",
    cases: {
      completed: { words: { TransactionStateChanged: "transaction completed" } },
      failed: { words: { TransactionStateChanged: "transaction failed" } },
      declined: { words: { TransactionStateChanged: "transaction rejected" } },
    },
    equalDeliveries: {
      possible: true,
      why:
        "Two declined payments of one order have the same body; only the time of signing differs, for " +
        "events whose body has none. A retry has another one, so an attempt that was accepted but " +
        "timed out at Revolut counts again (developer.revolut.com, Webhooks)",
    },
    checkedAgainst: ["the vendor's documented examples"],
    words: {
      ORDER_COMPLETED: "order completed",
      ORDER_AUTHORISED: "order authorized",
      ORDER_CANCELLED: "order canceled",
      ORDER_FAILED: "order failed",
      ORDER_PAYMENT_DECLINED: "payment failed",
      ORDER_PAYMENT_FAILED: "payment failed",
      "PAYOUT_*": "payout",
      "DISPUTE_*": "dispute",
      "SUBSCRIPTION_*": "subscription",
      TransactionCreated: "transaction created",
      TransactionStateChanged: "transaction updated",
    },
  },
  marks: { userAgents: ["Revolut"], sortsKeys: true },
});
