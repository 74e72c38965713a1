import { defineProvider } from "../core/provider.ts";

const messaging = {
  type: ["text:{body:/object}.messaging"],
  // An unsent message arrives again with its own id and another time.
  id: "text:{item:/message/mid}-{item:/timestamp}",
  time: "item:/timestamp",
  subject: "item:/sender/id",
} as const;

export default defineProvider({
  id: "meta",
  aliases: ["meta-whatsapp"],
  name: "Meta (WhatsApp, Messenger, Instagram)",
  category: "comms",
  docs: "https://developers.facebook.com/docs/graph-api/webhooks/getting-started",
  setup: {
    where: "App Dashboard → Webhooks (or WhatsApp → Configuration) → Edit callback URL",
    secret: "issued-by-provider",
    note: "Two secrets: `appSecret:<App secret>` (App settings → Basic) and `verifyToken:<verify token>` (the verify token that you enter).",
  },
  deadlineSeconds: 5,
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "x-hub-signature-256",
    prefix: "sha256=",
    role: "appSecret",
  },
  handshakes: [
    {
      name: "verification",
      method: "GET",
      when: "query:hub.mode",
      equals: "subscribe",
      unsigned: true,
      token: { from: "query:hub.verify_token", role: "verifyToken" },
      answer: { echo: "query:hub.challenge" },
    },
  ],
  event: {
    source: "com.meta",
    each: ["body:/entry/*/changes/*", "body:/entry/*/messaging/*", "body:/entry/*/standby/*"],
    type: ["body:/object", "item:/field"],
    time: ["item:/value/messages/0/timestamp", "item:/value/statuses/0/timestamp", "item:2/time"],
    subject: ["item:/value/metadata/phone_number_id", "item:/value/post_id", "item:/value/id"],
    origin: "text:https://graph.facebook.com/{item:2/id}",
    by: ["item:/value/statuses/0/status", "item:1#"],
    cases: {
      messaging,
      standby: messaging,
      sent: { words: { "whatsapp*": "message sent" } },
      delivered: { words: { "whatsapp*": "message delivered" } },
      read: { words: { "whatsapp*": "message read" } },
      failed: { words: { "whatsapp*": "message failed" } },
    },
    words: {
      "whatsapp_business_account.messages": "message received",
      "whatsapp_business_account.message_template_*": "template",
      "page.messaging": "message",
      "page.leadgen": "lead created",
      "instagram.messaging": "message",
      "instagram.comments": "comment created",
    },
  },
});
