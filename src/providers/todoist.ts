import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "todoist",
  name: "Todoist",
  category: "productivity",
  docs: "https://developer.todoist.com/api/v1/#tag/Webhooks",
  setup: {
    where: "developer.todoist.com → App Management Console → your app → Webhooks",
    secret: "issued-by-provider",
    note: "The secret is the app's client secret. Webhooks start once a user has authorized the app.",
  },
  signature: { scheme: "hmac", hash: "sha256", encoding: "base64", header: "x-todoist-hmac-sha256" },
  event: {
    source: "com.todoist",
    type: ["body:/event_name"],
    id: "header:x-todoist-delivery-id",
    time: "body:/triggered_at",
    subject: "body:/event_data/id",
    words: {
      "item:*": "task",
      "item:uncompleted": "task reopened",
      "note:*": "comment",
      "project:*": "project",
      "label:*": "tag",
    },
  },
});
