import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "paddle",
  name: "Paddle",
  category: "payments",
  docs: "https://developer.paddle.com/webhooks/signature-verification",
  setup: {
    where: "Paddle → Developer tools → Notifications → New destination",
    secret: "issued-by-provider",
    note: "The secret is the destination's secret key (pdl_ntfset_…).",
  },
  deadlineSeconds: 5,
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "paddle-signature",
    separator: ";",
    fields: { timestamp: "ts", signature: "h1" },
    signed: "{timestamp}:{body}",
    toleranceSeconds: 5,
  },
  event: {
    source: "com.paddle",
    type: ["body:/event_type"],
    id: "body:/event_id",
    time: "body:/occurred_at",
    subject: "body:/data/id",
    // biome-ignore format: a table to read across
    words: {
      "api_key.*": "credential", "client_token.*": "credential", "customer.*": "customer",
      "discount.*": "discount", "invoice.*": "invoice", "payment_method.*": "payment-method",
      "payout.*": "payout", "price.*": "price", "product.*": "product", "report.*": "report",
      "subscription.*": "subscription", "transaction.*": "transaction",
      "transaction.payment_failed": "payment failed",
    },
  },
});
