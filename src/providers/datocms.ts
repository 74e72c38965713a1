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
  signature: { scheme: "basic-auth" },
  event: {
    source: "com.datocms",
    type: ["body:/entity_type", "body:/event_type"],
    // attempted_auto_retries_count changes the body on every attempt.
    id: "body:/webhook_call_id",
    time: "body:/event_triggered_at",
    subject: "body:/entity/id",
    words: {
      "item.*": "entry",
      "item_type.*": "model",
      "upload.*": "asset",
      "build_trigger.*": "deployment",
      "environment.*": "environment",
    },
  },
});
