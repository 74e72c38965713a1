import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "asana",
  name: "Asana",
  category: "productivity",
  docs: "https://developers.asana.com/docs/webhooks-guide",
  setup: {
    where: "POST https://app.asana.com/api/1.0/webhooks with this source's URL as `target`",
    secret: "handed-over",
    note: "Asana creates a secret for each webhook: use one source per webhook.",
  },
  deadlineSeconds: 10,
  retries: { hours: 24, source: "developers.asana.com/docs/webhooks-guide: for up to 24 hours" },
  signature: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-hook-signature" },
  handshakes: [
    {
      name: "pairing",
      when: "header:x-hook-secret",
      unsigned: true,
      answer: { keepSecret: "header:x-hook-secret" },
    },
  ],
  event: {
    source: "com.asana",
    // A heartbeat has an empty list, so it produces no event.
    each: "body:/events",
    type: ["item:/resource/resource_type", "item:/action"],
    equalDeliveries: {
      possible: false,
      why:
        "Every event has its resource, its action and a time in milliseconds " +
        "(developers.asana.com/docs/webhooks-guide)",
    },
    checkedAgainst: ["our recorded requests"],
    time: "item:/created_at",
    subject: "item:/resource/gid",
    origin: "text:https://app.asana.com/api/1.0",
    by: "item:/resource/resource_subtype",
    cases: { comment_added: { words: { "story.added": "comment created" } } },
    words: {
      "task.*": "task",
      "task.removed": "task updated",
      "project.*": "project",
      "tag.*": "tag",
      "attachment.*": "file",
      "project_membership.*": "membership",
      "team_membership.*": "membership",
      "workspace_membership.*": "membership",
    },
  },
});
