import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "modern-treasury",
  name: "Modern Treasury",
  category: "payments",
  docs: "https://docs.moderntreasury.com/platform/reference/webhooks",
  setup: {
    where: "Developers → Webhooks → Add new endpoint",
    secret: "issued-by-provider",
    note: "The secret is the webhook key on the same page.",
  },
  deadlineSeconds: 5,
  retries: { source: "docs.moderntreasury.com, Webhooks: nothing was found on the schedule" },
  signature: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-signature" },
  event: {
    source: "com.moderntreasury",
    type: ["body:/data/object", "body:/event"],
    id: "header:x-webhook-id",
    distinct: "header:x-webhook-id",
    equalDeliveries: {
      possible: "unknown",
      why: "updated_at is to the second. X-Webhook-ID is taken for the id of the event: no page on it was found (docs.moderntreasury.com)",
    },
    time: ["body:/data/discarded_at", "body:/data/updated_at"],
    subject: "body:/data/id",
    checkedAgainst: ["our recorded requests"],
    words: {
      "payment_order.*": "payment",
      "payment_order.completed": "payment succeeded",
      "incoming_payment_detail.*": "payment",
      "incoming_payment_detail.completed": "payment succeeded",
      "transaction.*": "transaction",
      "counterparty.*": "contact",
      "internal_account.*": "account",
      "invoice.*": "invoice",
    },
  },
  marks: { sides: [{ at: "body:/data/live_mode", test: ["false"], live: ["true"] }] },
});
