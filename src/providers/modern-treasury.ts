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
  signature: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-signature" },
  event: {
    source: "com.moderntreasury",
    type: ["body:/data/object", "body:/event"],
    id: "header:x-webhook-id",
    time: "body:/data/updated_at",
    subject: "body:/data/id",
    words: {
      "payment_order.*": "payment",
      "incoming_payment_detail.*": "payment",
      "transaction.*": "transaction",
      "counterparty.*": "contact",
      "internal_account.*": "account",
      "invoice.*": "invoice",
    },
  },
});
