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
  signature: { scheme: "standard-webhooks", prefix: "svix" },
  event: {
    source: "com.resend",
    type: ["body:/type"],
    id: "header:svix-id",
    time: "body:/created_at",
    subject: ["body:/data/email_id", "body:/data/id"],
    words: {
      "email.*": "email",
      "email.delivery_delayed": "email deferred",
      "email.suppressed": "email rejected",
      "contact.*": "contact",
      "domain.*": "domain",
      "inbox.email.*": "email",
    },
  },
});
