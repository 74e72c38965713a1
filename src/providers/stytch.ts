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
  signature: { scheme: "standard-webhooks", prefix: "svix" },
  event: {
    source: "com.stytch",
    type: ["body:/source", "body:/object_type", "body:/action"],
    id: ["body:/event_id", "header:svix-id"],
    time: "body:/timestamp",
    subject: "body:/id",
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
