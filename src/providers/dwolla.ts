import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "dwolla",
  name: "Dwolla",
  category: "payments",
  docs: "https://developers.dwolla.com/docs/webhook-events",
  setup: {
    where: "POST /webhook-subscriptions with a secret",
    secret: "chosen-by-you",
    note: "The secret is the one that you passed when you created the subscription.",
  },
  deadlineSeconds: 10,
  retries: {
    hours: 72,
    source: "developers.dwolla.com/docs/api-reference/webhook-subscriptions: eight times in 72 hours",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: ["x-request-signature-sha-256", "x-request-signature-sha256"],
  },
  event: {
    source: "com.dwolla",
    type: ["body:/topic"],
    id: "body:/id",
    equalDeliveries: {
      possible: false,
      why: "The signed body has an id, one for each event (developers.dwolla.com, Webhook events)",
    },
    checkedAgainst: [],
    time: ["body:/timestamp", "body:/created"],
    subject: "body:/resourceId",
    words: {
      customer_created: "customer",
      customer_activated: "customer",
      customer_deactivated: "customer",
      customer_suspended: "customer",
      customer_verified: "customer",
      "customer_funding_source_*": "payment-method",
      customer_bank_transfer_creation_failed: "transfer failed",
      bank_transfer_creation_failed: "transfer failed",
      customer_transfer_creation_failed: "transfer failed",
      transfer_creation_failed: "transfer failed",
      "customer_transfer_*": "transfer",
      "customer_bank_transfer_*": "transfer",
      "transfer_*": "transfer",
      "funding_source_*": "payment-method",
      "account_*": "account",
      "bank_transfer_*": "transfer",
    },
  },
});
