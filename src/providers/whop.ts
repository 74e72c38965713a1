import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "whop",
  name: "Whop",
  category: "payments",
  docs: "https://docs.whop.com/developer/guides/webhooks",
  setup: {
    where: "Dashboard → Developer → Webhooks → Create webhook",
    secret: "issued-by-provider",
    note: "The secret is the one in the console (ws_…), as shown or in base64, as Whop's guides pass it to the SDK with btoa(secret).",
  },
  retries: {
    signed: "anew",
    source:
      "docs.whop.com, Webhooks: the schedule was not found; by inference: @whop/sdk refuses after 300 s",
  },
  signature: { scheme: "standard-webhooks", prefix: "webhook", key: { textPrefix: "ws_" } },
  event: {
    source: "com.whop",
    type: ["body:/type"],
    id: "header:webhook-id",
    time: "body:/timestamp",
    subject: "body:/data/id",
    origin: [
      "text:https://api.whop.com/api/v1/accounts/{body:/account_id}",
      "text:https://api.whop.com/api/v1/companies/{body:/company_id}",
    ],
    equalDeliveries: {
      possible: false,
      why: "webhook-id is signed and unique to each webhook (docs.whop.com, API reference, Webhooks)",
    },
    checkedAgainst: [],
    words: {
      "chat.message.created": "message created",
      "chat.reaction.created": "reaction created",
      "dispute.*": "dispute",
      "dispute_alert.created": "alert created",
      "identity_profile.*": "verification",
      "invoice.*": "invoice",
      "membership.*": "membership",
      "membership.cancel_at_period_end_changed": "membership updated",
      "payment.*": "payment",
      "refund.*": "refund",
      "verification.*": "verification",
      "withdrawal.*": "payout",
    },
  },
});
