import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "shortcut",
  name: "Shortcut",
  category: "productivity",
  docs: "https://developer.shortcut.com/api/webhook/v1",
  setup: {
    where: "Settings → Integrations → Webhooks → Add New Webhook",
    secret: "chosen-by-you",
    note: "Fill in Secret: without it, deliveries are not signed.",
  },
  retries: {
    source: "developer.shortcut.com/api/webhook/v1: no schedule was found",
  },
  signature: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "payload-signature" },
  event: {
    source: "com.shortcut",
    each: "body:/actions",
    type: ["item:/entity_type", "item:/action"],
    id: "body:/id",
    time: "body:/changed_at",
    subject: "item:/id",
    equalDeliveries: {
      possible: false,
      why: "The body's id is signed and is one for each change (developer.shortcut.com/api/webhook/v1)",
    },
    checkedAgainst: ["our recorded requests"],
    by: "item:/changes/completed/new",
    cases: {
      true: { words: { "story.update": "issue closed" } },
      false: { words: { "story.update": "issue reopened" } },
    },
    words: {
      "story.*": "issue",
      "story-comment.*": "comment",
      "story-task.*": "task",
      "epic-comment.*": "comment",
      "label.*": "tag",
      "project.*": "project",
      "branch.*": "branch",
    },
  },
});
