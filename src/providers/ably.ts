import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "ably",
  name: "Ably",
  category: "realtime",
  docs: "https://ably.com/docs/platform/integrations/webhooks",
  setup: {
    where: "Dashboard → your app → Integrations → New Integration Rule → Webhook",
    secret: "issued-by-provider",
    note: "Choose batch requests, JSON and a key: Ably signs only this combination. The secret is the part of the key after the colon.",
  },
  signature: { scheme: "hmac", hash: "sha256", encoding: "base64", header: "x-ably-signature" },
  event: {
    source: "com.ably",
    each: "body:/items",
    type: ["item:/name"],
    // A retried batch can contain newer messages. Publishers can choose a message's id, which is unique only
    // in its channel.
    id: [
      "text:{item:/webhookId}:{item:/data/channelId}:{item:/data/messages/0/id}",
      "text:{item:/webhookId}:{item:/data/channelId}:{item:/data/presence/0/id}:{item:/data/presence/0/action}",
    ],
    time: "item:/timestamp",
    subject: "item:/data/channelId",
    words: {
      "channel.message": "message published",
      "channel.opened": "channel opened",
      "channel.closed": "channel closed",
    },
  },
});
