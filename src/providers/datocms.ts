import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "datocms",
  name: "DatoCMS",
  category: "cms",
  docs: "https://www.datocms.com/docs/content-management-api/resources/webhook",
  setup: {
    where: "Project settings → Webhooks → Add a new webhook → HTTP basic auth",
    secret: "chosen-by-you",
    note: "The secret is `user:password`. DatoCMS does not sign deliveries. Keep the default payload.",
  },
  retries: {
    source:
      "www.datocms.com/docs, Webhook (auto_retry) and Webhook call (attempted_auto_retries_count): tries again where the webhook says " +
      "so; for how long was not found",
  },
  signature: { scheme: "basic-auth" },
  event: {
    source: "com.datocms",
    type: ["body:/entity_type", "body:/event_type"],
    // attempted_auto_retries_count changes the body on every attempt.
    id: "body:/webhook_call_id",
    equalDeliveries: {
      possible: false,
      why: "webhook_call_id is one for each call and stays on its retries (www.datocms.com/docs, Webhook call)",
    },
    checkedAgainst: ["our recorded requests"],
    time: "body:/event_triggered_at",
    subject: "body:/entity/id",
    words: {
      "item.*": "entry",
      "item_type.*": "model",
      "upload.*": "asset",
      "build_trigger.*": "deployment",
      "build_trigger.deploy_started": "deployment started",
      "build_trigger.deploy_succeeded": "deployment succeeded",
      "build_trigger.deploy_failed": "deployment failed",
      "sso_user.*": "user",
      "environment.*": "environment",
    },
  },
});
