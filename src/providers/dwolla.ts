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
    time: ["body:/timestamp", "body:/created"],
    subject: "body:/resourceId",
    words: {
      customer_created: "customer",
      customer_activated: "customer",
      customer_deactivated: "customer",
      customer_suspended: "customer",
      customer_verified: "customer",
      "customer_funding_source_*": "payment-method",
      "customer_transfer_*": "transfer",
      "customer_bank_transfer_*": "transfer",
      "transfer_*": "transfer",
      "bank_transfer_*": "transfer",
    },
  },
});
