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
    form: { begins: "pdl_ntfset_" },
  },
  deadlineSeconds: 5,
  retries: {
    hours: 72,
    signed: "anew",
    source:
      "developer.paddle.com/webhooks/about/respond-to-webhooks: up to 60 retries within three days " +
      "(three within 15 minutes in the sandbox); by inference: @paddle/paddle-node-sdk refuses after " +
      "5 s",
  },
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
    by: "text:{body:/data/action}.{body:/data/status}",
    cases: {
      "refund.pending_approval": { words: { "adjustment.created": "refund requested" } },
      "refund.approved": {
        words: { "adjustment.created": "refund succeeded", "adjustment.updated": "refund succeeded" },
      },
      "chargeback.approved": { words: { "adjustment.created": "dispute created" } },
      "refund.rejected": { words: { "adjustment.updated": "refund rejected" } },
    },
    equalDeliveries: {
      possible: false,
      why: "event_id is signed, is one for each event, and a retry keeps it (developer.paddle.com/webhooks)",
    },
    checkedAgainst: [
      "types: @paddle/paddle-node-sdk",
      "captured payloads: @paddle/paddle-node-sdk",
      "captured payloads: github.com/hookdeck/webhook-samples",
    ],
    words: {
      "api_key.*": "credential",
      "business.*": "company",
      "client_token.*": "credential",
      "customer.*": "customer",
      "discount.*": "discount",
      "invoice.*": "invoice",
      // In the mocks of its SDK, but not in its types.
      "invoice.paid": "invoice paid",
      "payment_method.*": "payment-method",
      "payment_method.saved": "payment-method created",
      "payout.*": "payout",
      "price.*": "price",
      "product.*": "product",
      "report.*": "report",
      "subscription.*": "subscription",
      "transaction.*": "transaction",
      "transaction.payment_failed": "payment failed",
    },
  },
  marks: { userAgents: ["Paddle"] },
});
