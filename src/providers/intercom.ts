import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "intercom",
  name: "Intercom",
  category: "support",
  docs: "https://developers.intercom.com/docs/webhooks/setting-up-webhooks",
  setup: {
    where: "Developer Hub → your app → Configure → Webhooks",
    secret: "issued-by-provider",
    note: "The secret is the app's client secret, under Basic information.",
  },
  signature: { scheme: "hmac", hash: "sha1", encoding: "hex", header: "x-hub-signature", prefix: "sha1=" },
  handshakes: [{ name: "url-validation", method: "HEAD", unsigned: true, answer: { status: 200 } }],
  event: {
    source: "com.intercom",
    type: ["body:/topic"],
    id: "body:/id",
    time: "body:/created_at",
    subject: "body:/data/item/id",
    origin: "text:https://app.intercom.com/a/apps/{body:/app_id}",
    words: {
      "conversation.*": "conversation",
      "conversation.user.created": "conversation created",
      "conversation.user.replied": "message received",
      "conversation.admin.replied": "message sent",
      "conversation.admin.noted": "note created",
      "conversation.admin.opened": "conversation reopened",
      "ticket.*": "ticket",
      "ticket.contact.replied": "message received",
      "ticket.admin.replied": "message sent",
      "ticket.note.created": "note created",
      "contact.*": "contact",
      "contact.unsubscribed": "subscriber unsubscribed",
      "company.*": "company",
    },
  },
});
