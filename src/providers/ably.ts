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
    inner: ["item:/data/messages", "item:/data/presence"],
    // `item:` is a message, `item:2` what holds its channel and `item:3` the item around it.
    type: ["item:/name"],
    // A retried batch can contain newer messages. Publishers can choose a message's id, which is unique only
    // in its channel; its changes have other actions.
    id: [
      "text:{item:3/webhookId}:{item:2/channelId}:{item:/id}:{item:/action}",
      "text:{item:3/webhookId}:{item:2/channelId}:{item:/id}",
      // What happens to a channel has no id.
      "text:{item:/webhookId}:{item:/data/channelId}:{item:/name}:{item:/timestamp}",
    ],
    equalDeliveries: {
      possible: false,
      why:
        "A message has an id, what happens to a channel a time in milliseconds; a batch that is sent again " +
        "may be longer, with the same items (ably.com/docs/platform/integrations/webhooks)",
    },
    checkedAgainst: ["the vendor's documented examples: github.com/ably/docs"],
    time: "item:/timestamp",
    subject: ["item:2/channelId", "item:/data/channelId"],
    by: ["text:{item:1#}-{item:/action}", "item:1#"],
    cases: {
      messages: { type: ["item:3/name"] },
      presence: { type: ["item:3/name"] },
      "messages-1": { words: { "channel.message": "message updated" } },
      "messages-2": { words: { "channel.message": "message deleted" } },
      // Metadata and summaries of reactions.
      "messages-3": { words: { "channel.message": "message" } },
      "messages-4": { words: { "channel.message": "message" } },
      "presence-2": { words: { "presence.message": "participant joined" } },
      "presence-3": { words: { "presence.message": "participant left" } },
      "presence-4": { words: { "presence.message": "participant updated" } },
    },
    words: {
      "channel.message": "message published",
      "channel.opened": "channel opened",
      "channel.closed": "channel closed",
    },
  },
});
