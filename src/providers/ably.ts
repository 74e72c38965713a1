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
  retries: {
    hours: 0.1,
    source:
      "ably.com/docs/platform/integrations/webhooks: a batch is sent again for five minutes, then " +
      "dropped",
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
      // What happens to a channel has no id.
      "text:{item:/webhookId}:{item:/data/channelId}:{item:/name}:{item:/timestamp}",
    ],
    equalDeliveries: {
      possible: false,
      why:
        "An item has Ably's id of its message, or a time in milliseconds; a batch that is sent again " +
        "may be longer, with the same items (ably.com/docs/platform/integrations/webhooks)",
    },
    checkedAgainst: ["the vendor's documented examples"],
    time: "item:/timestamp",
    subject: "item:/data/channelId",
    words: {
      "channel.message": "message published",
      "channel.opened": "channel opened",
      "channel.closed": "channel closed",
    },
  },
});
