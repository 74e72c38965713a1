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
  retries: {
    signed: "anew",
    source:
      "docs.lithic.com, Events API: the schedule was not found; sent by Svix, whose svix-timestamp " +
      "is the time of the attempt (docs.svix.com, How to verify)",
  },
  signature: { scheme: "standard-webhooks", prefix: "webhook" },
  event: {
    source: "com.lithic",
    type: ["body:/event_type"],
    id: "header:webhook-id",
    equalDeliveries: {
      possible: false,
      why: "webhook-id is one for each event, stays on a retry and is signed (docs.lithic.com, Events API)",
    },
    time: "body:/updated",
    subject: ["body:/token", "body:/card_token"],
    by: "body:/status",
    cases: {
      ACCEPTED: { words: { "account_holder.verification": "verification approved" } },
      REJECTED: { words: { "account_holder.verification": "verification rejected" } },
      SETTLED: {
        words: {
          "card_transaction.updated": "transaction settled",
          "external_payment.updated": "payment succeeded",
          "payment_transaction.updated": "payment succeeded",
        },
      },
      DECLINED: {
        words: {
          "card_transaction.updated": "transaction rejected",
          "external_payment.updated": "payment failed",
          "payment_transaction.updated": "payment failed",
        },
      },
      VOIDED: { words: { "card_transaction.updated": "transaction voided" } },
      EXPIRED: { words: { "card_transaction.updated": "transaction expired" } },
      RETURNED: { words: { "payment_transaction.updated": "payment returned" } },
      CANCELED: {
        words: {
          "external_payment.updated": "payment canceled",
          "payment_transaction.updated": "payment canceled",
        },
      },
    },
    checkedAgainst: ["types: lithic 0.145.0"],
    words: {
      "account_holder.*": "customer",
      "account_holder.verification": "verification",
      "balance.*": "balance",
      "financial_account.*": "account",
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
