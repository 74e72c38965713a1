import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "replicate",
  name: "Replicate",
  category: "ai",
  docs: "https://replicate.com/docs/topics/webhooks/verify-webhook",
  setup: {
    where: "In the API: `webhook` and `webhook_events_filter` when you create a prediction",
    secret: "issued-by-provider",
    note: "The secret is the signing secret (whsec_…) from GET https://api.replicate.com/v1/webhooks/default/secret.",
  },
  retries: {
    source: "replicate.com/docs/topics/webhooks: speaks of retries; no schedule was found",
  },
  signature: { scheme: "standard-webhooks", prefix: "webhook" },
  event: {
    source: "com.replicate",
    // The body is the prediction; its status is the only event name.
    type: ["body:/status"],
    id: "header:webhook-id",
    time: "body:/completed_at",
    // While a prediction runs, its logs and output come long after it started.
    by: "body:/status",
    cases: { starting: { time: "body:/created_at" } },
    subject: "body:/id",
    equalDeliveries: {
      possible: false,
      why: "webhook-id is signed and is one for each message (replicate.com/docs/topics/webhooks/verify-webhook)",
    },
    checkedAgainst: ["the SDK: replicate 1.4.0"],
    words: {
      starting: "job created",
      processing: "job",
      succeeded: "job",
      failed: "job",
      canceled: "job",
      aborted: "job canceled",
    },
  },
});
