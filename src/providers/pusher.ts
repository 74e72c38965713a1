import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "pusher",
  name: "Pusher Channels",
  category: "realtime",
  docs: "https://pusher.com/docs/channels/server_api/webhooks/",
  setup: {
    where: "Dashboard → your app → Webhooks → Add webhook",
    secret: "issued-by-provider",
    note: "The secret is the app secret that belongs to the key in X-Pusher-Key. While you rotate keys, set both secrets.",
  },
  retries: {
    hours: 0.1,
    source: "pusher.com/docs/channels/server_api/webhooks: with growing waits, for five minutes",
  },
  signature: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-pusher-signature" },
  event: {
    source: "com.pusher",
    each: "body:/events",
    type: ["item:/name"],
    time: "body:/time_ms",
    subject: "item:/channel",
    equalDeliveries: {
      possible: false,
      why: "Each body has a time in milliseconds, and items have their places in it (pusher.com/docs/channels/server_api/webhooks)",
    },
    checkedAgainst: ["the vendor's documented examples: github.com/pusher/docs"],
    words: {
      channel_occupied: "channel activated",
      channel_vacated: "channel deactivated",
      member_added: "participant joined",
      member_removed: "participant left",
      client_event: "message received",
    },
  },
});
