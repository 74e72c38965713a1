import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "dodopayments",
  name: "Dodo Payments",
  category: "payments",
  docs: "https://docs.dodopayments.com/developer-resources/webhooks",
  setup: {
    where: "Dashboard → Settings → Webhooks → Add Webhook",
    secret: "issued-by-provider",
    note: "The secret is the endpoint's Secret Key (whsec_…).",
  },
  retries: {
    signed: "anew",
    source:
      "docs.dodopayments.com, Webhooks: with growing pauses; for how long was not found. It follows " +
      "Standard Webhooks, by which each attempt has a new timestamp " +
      "(github.com/standard-webhooks/standard-webhooks)",
  },
  signature: { scheme: "standard-webhooks", prefix: "webhook" },
  event: {
    source: "com.dodopayments",
    type: ["body:/type"],
    id: "header:webhook-id",
    equalDeliveries: {
      possible: false,
      why: "webhook-id is signed, one for each event and the same on a retry (standardwebhooks.com)",
    },
    checkedAgainst: ["the vendor's types: dodopayments 2"],
    time: "body:/timestamp",
    by: "body:/data/payload_type",
    cases: {
      Payment: { subject: "body:/data/payment_id" },
      Subscription: { subject: "body:/data/subscription_id" },
      Refund: { subject: "body:/data/refund_id" },
      Dispute: { subject: "body:/data/dispute_id" },
      LicenseKey: { subject: "body:/data/id" },
      EntitlementGrant: { subject: "body:/data/id" },
      Payout: { subject: "body:/data/payout_id" },
    },
    words: {
      "payment.*": "payment",
      "refund.*": "refund",
      "dispute.*": "dispute",
      "dispute.opened": "dispute created",
      "dispute.won": "dispute closed",
      "dispute.lost": "dispute closed",
      "entitlement_grant.*": "license",
      "subscription.*": "subscription",
      "subscription.active": "subscription activated",
      "subscription.plan_changed": "subscription updated",
      "subscription.on_hold": "subscription paused",
      "license_key.created": "license created",
      "payout.*": "payout",
    },
  },
  marks: { userAgents: ["Svix-Webhooks"] },
});
