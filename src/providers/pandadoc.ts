import { defineProvider } from "../core/provider.ts";

// One for each notification; retries, by hand too, keep it.
const eventId = "header:x-pandadoc-webhook-event-id";

export default defineProvider({
  id: "pandadoc",
  name: "PandaDoc",
  category: "documents",
  docs: "https://developers.pandadoc.com/docs/webhook-verification",
  setup: {
    where: "Developer Dashboard → Configuration → Webhooks → Create webhook",
    secret: "issued-by-provider",
    note: "The secret is the webhook's shared key. PandaDoc adds the signature to the URL.",
  },
  retries: {
    source:
      "developers.pandadoc.com/docs/webhook-deduplication: automatic and manual retries; no " +
      "schedule was found",
  },
  signature: { scheme: "hmac", hash: "sha256", encoding: "hex", from: "query:signature" },
  event: {
    source: "com.pandadoc",
    each: "body:",
    type: ["item:/event"],
    id: eventId,
    distinct: eventId,
    time: ["item:/data/action_date", "item:/data/date_modified"],
    subject: "item:/data/id",
    by: "item:/data/status",
    cases: {
      "document.sent": { words: { document_state_changed: "document sent" } },
      "document.viewed": { words: { document_state_changed: "document viewed" } },
      "document.approved": { words: { document_state_changed: "document approved" } },
      "document.rejected": { words: { document_state_changed: "document rejected" } },
      "document.declined": { words: { document_state_changed: "document rejected" } },
      "document.completed": { words: { document_state_changed: "document completed" } },
      "document.paid": { words: { document_state_changed: "document paid" } },
      "document.voided": { words: { document_state_changed: "document voided" } },
    },
    equalDeliveries: {
      possible: "unknown",
      why:
        "X-PandaDoc-Webhook-Event-Id is one for each notification and the same on its retries; " +
        "PandaDoc warns against telling deliveries apart by their content " +
        "(developers.pandadoc.com/docs/webhook-deduplication)",
    },
    checkedAgainst: ["our recorded requests"],
    words: {
      "document_*": "document",
      document_section_added: "document updated",
      document_state_changed: "document updated",
      document_creation_failed: "document failed",
      recipient_completed: "document signed",
      "template_*": "template",
      "quote_*": "quote",
    },
  },
});
