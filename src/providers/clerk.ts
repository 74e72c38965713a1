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
  signature: { scheme: "standard-webhooks", prefix: "svix" },
  event: {
    source: "com.clerk",
    type: ["body:/type"],
    id: "header:svix-id",
    time: "body:/timestamp",
    subject: "body:/data/id",
    words: {
      "user.*": "user",
      "session.*": "session",
      "organization.*": "organization",
      "organizationMembership.*": "membership",
      "role.*": "role",
      "permission.*": "permission",
      "subscription.*": "subscription",
      "email.created": "email created",
      "sms.created": "message created",
    },
  },
});
