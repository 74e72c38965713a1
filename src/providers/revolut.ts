import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "revolut",
  name: "Revolut (Merchant, Business)",
  category: "payments",
  docs: "https://developer.revolut.com/docs/guides/accept-payments/tutorials/work-with-webhooks/verify-the-payload-signature",
  setup: {
    where: "POST /webhooks of the Merchant or Business API",
    secret: "issued-by-provider",
    note: "The secret is the webhook's signing_secret (wsk_…).",
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
    // Two declined payments of one order have the same bytes.
    distinct: "signing-time",
    time: "body:/timestamp",
    subject: ["body:/data/id", "body:/order_id"],
    words: {
      ORDER_COMPLETED: "order completed",
      ORDER_AUTHORISED: "order authorized",
      ORDER_CANCELLED: "order canceled",
      ORDER_PAYMENT_DECLINED: "payment failed",
      ORDER_PAYMENT_FAILED: "payment failed",
      "PAYOUT_*": "payout",
      TransactionCreated: "transaction created",
      TransactionStateChanged: "transaction updated",
    },
  },
});
