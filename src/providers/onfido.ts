import { defineProvider } from "../core/provider.ts";

const started = { time: "body:/payload/object/started_at_iso8601" } as const;

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
  retries: {
    source: "documentation.onfido.com, Webhooks: no schedule was found",
  },
  signature: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-sha2-signature" },
  event: {
    source: "com.onfido",
    type: ["body:/payload/action"],
    time: "body:/payload/object/completed_at_iso8601",
    subject: "body:/payload/object/id",
    by: ["body:/payload/action", "body:/payload/object/status"],
    cases: {
      "check.started": started,
      "workflow_task.started": started,
      approved: { words: { "workflow_run.completed": "verification approved" } },
      declined: { words: { "workflow_run.completed": "verification rejected" } },
      error: { words: { "workflow_run.completed": "verification failed" } },
    },
    equalDeliveries: {
      possible: "unknown",
      why:
        "The body has the id, the status and the times of the object, so a check that is reopened " +
        "twice may repeat itself; nothing else names the delivery (@onfido/api, WebhookEventPayload)",
    },
    checkedAgainst: ["types: @onfido/api 6.2.0"],
    words: {
      "check.started": "verification",
      "check.completed": "verification",
      "check.reopened": "verification",
      "check.withdrawn": "verification canceled",
      "report.completed": "verification",
      "report.cancelled": "verification canceled",
      "report.withdrawn": "verification canceled",
      "workflow_run.*": "verification",
      "workflow_task.*": "task",
    },
  },
});
