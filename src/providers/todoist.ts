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
  retries: {
    hours: 0.75,
    source:
      "developer.todoist.com, Webhooks, as told by github.com/api-evangelist/todoist: up to three " +
      "attempts, 15 minutes apart; not seen on the vendor's page",
  },
  signature: { scheme: "hmac", hash: "sha256", encoding: "base64", header: "x-todoist-hmac-sha256" },
  event: {
    source: "com.todoist",
    type: ["body:/event_name"],
    id: "header:x-todoist-delivery-id",
    time: "body:/triggered_at",
    subject: "body:/event_data/id",
    distinct: "header:x-todoist-delivery-id",
    equalDeliveries: {
      possible: true,
      why:
        "Bodies of API v9 have no time of the event. X-Todoist-Delivery-ID is one for each " +
        "notification and kept on its retries (api-evangelist/todoist, AsyncAPI, from " +
        "developer.todoist.com)",
    },
    checkedAgainst: [],
    words: {
      "item:*": "task",
      "item:uncompleted": "task reopened",
      "note:*": "comment",
      "project:*": "project",
      "label:*": "tag",
    },
  },
  marks: { userAgents: ["Todoist-Webhooks"] },
});
