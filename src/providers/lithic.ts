import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "lithic",
  name: "Lithic",
  category: "payments",
  docs: "https://docs.lithic.com/docs/events-api",
  setup: {
    where: "Dashboard → Program → Events → Add endpoint, or POST /v1/event_subscriptions",
    secret: "issued-by-provider",
    note: "The secret is the event subscription's secret (whsec_…).",
  },
  signature: { scheme: "standard-webhooks", prefix: "webhook" },
  event: {
    source: "com.lithic",
    type: ["body:/event_type"],
    id: "header:webhook-id",
    time: "body:/updated",
    subject: ["body:/token", "body:/card_token"],
    words: {
      "account_holder.*": "customer",
      "account_holder.verification": "verification",
      "balance.*": "balance",
      "card.*": "card",
      "card_transaction.updated": "transaction updated",
      "book_transfer_transaction.*": "transfer",
      "dispute.*": "dispute",
      "external_bank_account.*": "payment-method",
      "external_payment.*": "payment",
      "payment_transaction.*": "payment",
      "settlement_report.*": "report",
    },
  },
});
