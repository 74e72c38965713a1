import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "replicate",
  name: "Replicate",
  category: "ai",
  docs: "https://replicate.com/docs/topics/webhooks/verify-webhook",
  setup: {
    where: "`webhook` and `webhook_events_filter` when a prediction is created",
    secret: "issued-by-provider",
    note: "GET https://api.replicate.com/v1/webhooks/default/secret gives the signing secret (whsec_…).",
  },
  signature: { scheme: "standard-webhooks", prefix: "webhook" },
  event: {
    source: "com.replicate",
    // A webhook is the prediction as it stands: its state is all the name there is.
    type: ["body:/status"],
    id: "header:webhook-id",
    time: ["body:/completed_at", "body:/started_at", "body:/created_at"],
    subject: "body:/id",
    words: {
      starting: "job created",
      processing: "job started",
      succeeded: "job",
      failed: "job",
      canceled: "job",
    },
  },
});
