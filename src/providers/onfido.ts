import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "onfido",
  name: "Onfido",
  category: "identity",
  docs: "https://documentation.onfido.com/api/latest/#webhooks",
  setup: {
    where: "Dashboard → Developers → Webhooks → Create webhook, or POST /webhooks",
    secret: "issued-by-provider",
    note: "The secret is the webhook's token.",
  },
  signature: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-sha2-signature" },
  event: {
    source: "com.onfido",
    type: ["body:/payload/action"],
    time: "body:/payload/object/completed_at_iso8601",
    subject: "body:/payload/object/id",
    words: {
      "check.started": "verification",
      "check.completed": "verification",
      "check.reopened": "verification",
      "report.completed": "verification",
      "workflow_run.*": "verification",
      "workflow_task.*": "task",
    },
  },
});
