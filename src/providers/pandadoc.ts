import { defineProvider } from "../core/provider.ts";

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
  signature: { scheme: "hmac", hash: "sha256", encoding: "hex", from: "query:signature" },
  event: {
    source: "com.pandadoc",
    each: "body:",
    type: ["item:/event"],
    // This id is the same on every attempt.
    id: "header:x-pandadoc-webhook-event-id",
    time: "item:/data/date_modified",
    subject: "item:/data/id",
    words: {
      "document_*": "document",
      document_creation_failed: "document failed",
      recipient_completed: "document signed",
      "template_*": "template",
      "quote_*": "quote",
    },
  },
});
