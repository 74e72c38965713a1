import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "attio",
  name: "Attio",
  category: "crm",
  docs: "https://docs.attio.com/rest-api/guides/webhooks",
  setup: {
    where: "Workspace settings → Developers → your integration → Webhooks, or POST /v2/webhooks",
    secret: "issued-by-provider",
    note: "The secret is shown when you create the webhook.",
  },
  retries: {
    hours: 72,
    source: "docs.attio.com/rest-api/how-to/webhooks: ten more attempts over about three days",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: ["attio-signature", "x-attio-signature"],
  },
  event: {
    source: "com.attio",
    each: "body:/events",
    type: ["item:/event_type"],
    // Events have no time, so two changes of one record look the same.
    id: "header:idempotency-key",
    distinct: "header:idempotency-key",
    equalDeliveries: {
      possible: true,
      why:
        "Events have no time, so two changes of one record look the same. Idempotency-Key is one for " +
        "each message and the same on its retries (docs.attio.com/rest-api/how-to/webhooks)",
    },
    checkedAgainst: ["our recorded requests"],
    subject: [
      "item:/id/entry_id",
      "item:/id/record_id",
      "item:/id/note_id",
      "item:/id/task_id",
      "item:/id/comment_id",
      "item:/id/list_id",
      "item:/id/workspace_member_id",
      "item:/id/call_recording_id",
    ],
    origin: "text:https://app.attio.com/{item:/id/workspace_id}",
    words: {
      "list-entry.*": "entry",
      "list.*": "list",
      "note.*": "note",
      "note-content.*": "note",
      "task.*": "task",
      "comment.*": "comment",
      "workspace-member.*": "member",
      "call-recording.*": "recording",
    },
  },
});
