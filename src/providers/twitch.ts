import { defineProvider } from "../core/provider.ts";

const sent = "header:twitch-eventsub-message";

export default defineProvider({
  id: "twitch",
  name: "Twitch EventSub",
  category: "comms",
  docs: "https://dev.twitch.tv/docs/eventsub/handling-webhook-events/",
  setup: {
    where:
      "POST https://api.twitch.tv/helix/eventsub/subscriptions with this source's URL as transport.callback",
    secret: "chosen-by-you",
    note: "The secret is transport.secret, 10 to 100 ASCII characters.",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "twitch-eventsub-message-signature",
    prefix: "sha256=",
    timestamp: `${sent}-timestamp`,
    timestampUnit: "iso",
    signed: `{${sent}-id}{timestamp}{body}`,
    toleranceSeconds: 600,
  },
  handshakes: [
    {
      name: "callback-verification",
      // Not by its type: that stands in a header that is not signed, and as a notification it would be the event itself.
      when: "body:/challenge",
      answer: { echo: "body:/challenge" },
    },
  ],
  event: {
    source: "tv.twitch",
    type: ["body:/subscription/type"],
    id: `${sent}-id`,
    time: `${sent}-timestamp`,
    subject: ["body:/event/broadcaster_user_id", "body:/event/user_id", "body:/subscription/id"],
    by: `${sent}-type`,
    cases: { revocation: { type: ["text:revocation", "body:/subscription/type"] } },
    words: {
      "stream.online": "stream started",
      "stream.offline": "stream completed",
      "channel.update": "channel updated",
      "channel.subscribe": "subscription created",
      "channel.subscription.end": "subscription completed",
      "channel.ban": "user blocked",
      "channel.unban": "user unblocked",
      "channel.chat.message": "message received",
      "user.update": "user updated",
      "revocation.*": "webhook canceled",
    },
  },
});
