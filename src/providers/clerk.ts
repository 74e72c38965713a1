import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "clerk",
  name: "Clerk",
  category: "identity",
  docs: "https://clerk.com/docs/guides/development/webhooks/overview",
  setup: {
    where: "Dashboard → Configure → Developers → Webhooks → Add Endpoint",
    secret: "issued-by-provider",
    note: "The secret is the endpoint's Signing Secret (whsec_…).",
  },
  deadlineSeconds: 15,
  retries: {
    hours: 28,
    signed: "anew",
    source:
      "docs.svix.com/retries: the last attempt is 27.6 hours after the first; docs.svix.com, How to " +
      "verify: svix-timestamp is the time of the attempt",
  },
  signature: { scheme: "standard-webhooks", prefix: "svix" },
  event: {
    source: "com.clerk",
    type: ["body:/type"],
    id: "header:svix-id",
    equalDeliveries: {
      possible: false,
      why:
        "svix-id is signed, and the same on every attempt " +
        "(docs.svix.com/receiving/verifying-payloads/how-manual)",
    },
    checkedAgainst: ["type package: @clerk/backend", "captured payloads: github.com/hookdeck/webhook-skills"],
    time: "body:/timestamp",
    subject: "body:/data/id",
    by: "body:/data/status",
    cases: {
      paid: { words: { "paymentAttempt.*": "payment succeeded" } },
      failed: { words: { "paymentAttempt.*": "payment failed" } },
    },
    words: {
      "user.*": "user",
      "session.*": "session",
      "organization.*": "organization",
      "organizationDomain.*": "domain",
      "organizationMembership.*": "membership",
      "paymentAttempt.*": "payment",
      "role.*": "role",
      "permission.*": "permission",
      "subscription.*": "subscription",
      "subscription.active": "subscription activated",
      "email.created": "email created",
      "sms.created": "message created",
    },
  },
  marks: { userAgents: ["Svix-Webhooks"] },
});
