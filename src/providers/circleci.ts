import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "circleci",
  name: "CircleCI",
  category: "devtools",
  docs: "https://circleci.com/docs/guides/integration/outbound-webhooks/",
  setup: {
    where: "Project settings → Webhooks → Add webhook",
    secret: "chosen-by-you",
    note: "Fill in Secret token: without it, deliveries are not signed.",
  },
  deadlineSeconds: 5,
  retries: {
    source: "circleci.com/docs/guides/integration/outbound-webhooks: at a later time, without a schedule",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "circleci-signature",
    // Other field names are other versions of the scheme, not other keys.
    fields: { signature: "v1" },
  },
  event: {
    source: "com.circleci",
    type: ["body:/type"],
    id: "body:/id",
    equalDeliveries: {
      possible: false,
      why:
        "The signed body has an id, by which CircleCI wants duplicates recognized " +
        "(circleci.com/docs/guides/integration/outbound-webhooks)",
    },
    checkedAgainst: ["the vendor's documented examples: github.com/circleci/circleci-docs"],
    time: "body:/happened_at",
    subject: ["body:/job/id", "body:/workflow/id"],
    origin: "text:https://app.circleci.com/pipelines/{body:/project/slug}",
    by: ["body:/job/status", "body:/workflow/status"],
    cases: {
      success: { words: { "workflow-completed": "workflow succeeded", "job-completed": "job succeeded" } },
      failed: { words: { "workflow-completed": "workflow failed", "job-completed": "job failed" } },
      error: { words: { "workflow-completed": "workflow failed", "job-completed": "job failed" } },
      canceled: { words: { "workflow-completed": "workflow canceled", "job-completed": "job canceled" } },
    },
    words: { "workflow-completed": "workflow", "job-completed": "job" },
  },
  marks: { userAgents: ["CircleCI-Webhook"] },
});
