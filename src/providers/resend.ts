import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "resend",
  name: "Resend",
  category: "comms",
  docs: "https://resend.com/docs/dashboard/webhooks/verify-webhooks-requests",
  setup: {
    where: "Dashboard → Webhooks → Add webhook",
    secret: "issued-by-provider",
    note: "The secret is the webhook's signing secret (whsec_…).",
  },
  retries: {
    hours: 27.6,
    signed: "anew",
    source:
      "resend.com/docs/webhooks/retries-and-replays: seven more attempts in 27.6 hours; " +
      "docs.svix.com, which sends them: svix-timestamp is the time of the attempt",
  },
  signature: { scheme: "standard-webhooks", prefix: "svix" },
  event: {
    source: "com.resend",
    type: ["body:/type"],
    id: "header:svix-id",
    time: "body:/created_at",
    subject: ["body:/data/email_id", "body:/data/id"],
    equalDeliveries: {
      possible: false,
      why: "svix-id is signed, is one for each message, and a retry keeps it (resend.com/docs/webhooks/retries-and-replays)",
    },
    checkedAgainst: ["types: resend"],
    words: {
      "email.*": "email",
      "email.delivery_delayed": "email deferred",
      "email.suppressed": "email rejected",
      "contact.*": "contact",
      "contact.topics.updated": "contact updated",
      "domain.*": "domain",
      "inbox.email.*": "email",
      "inbox.thread.*": "conversation",
    },
  },
});
