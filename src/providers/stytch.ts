import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "stytch",
  name: "Stytch",
  category: "identity",
  docs: "https://stytch.com/docs/workspace-management/webhooks",
  setup: {
    where: "Dashboard → Webhooks → Create endpoint",
    secret: "issued-by-provider",
    note: "The secret is the endpoint's Signing Secret (whsec_…).",
  },
  retries: {
    signed: "anew",
    source:
      "stytch.com/docs, Webhooks: the schedule was not found; sent by Svix, whose svix-timestamp is " +
      "the time of the attempt (docs.svix.com, How to verify)",
  },
  signature: { scheme: "standard-webhooks", prefix: "svix" },
  event: {
    source: "com.stytch",
    type: ["body:/source", "body:/object_type", "body:/action"],
    id: ["body:/event_id", "header:svix-id"],
    time: "body:/timestamp",
    subject: "body:/id",
    equalDeliveries: {
      possible: false,
      why: "The body has an event_id, and svix-id is signed (stytch.com/docs/workspace-management/webhooks)",
    },
    checkedAgainst: [],
    words: {
      "DIRECT.user.*": "user",
      "DASHBOARD.user.*": "user",
      "DIRECT.member.*": "member",
      "DASHBOARD.member.*": "member",
      "SCIM.member.*": "member",
      "DIRECT.organization.*": "organization",
      "DASHBOARD.organization.*": "organization",
    },
  },
});
