import { defineProvider } from "../core/provider.ts";

const messageHeader = "header:twitch-eventsub-message";

const aboutUser = { subject: "body:/event/user_id" } as const;
const aboutMessage = { subject: "body:/event/message_id" } as const;

export default defineProvider({
  id: "twitch",
  name: "Twitch EventSub",
  category: "comms",
  docs: "https://dev.twitch.tv/docs/eventsub/handling-webhook-events/",
  setup: {
    where:
      "POST https://api.twitch.tv/helix/eventsub/subscriptions with this source's URL as transport.callback",
    secret: "chosen-by-you",
    note: "The secret is transport.secret: 10 to 100 ASCII characters.",
    form: { least: 10, most: 100 },
  },
  retries: {
    source:
      "dev.twitch.tv/docs/eventsub: events are sent again with the same message id, without the " +
      "times; it advises to refuse messages older than 10 minutes",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "twitch-eventsub-message-signature",
    prefix: "sha256=",
    timestamp: `${messageHeader}-timestamp`,
    timestampUnit: "iso",
    signed: `{${messageHeader}-id}{timestamp}{body}`,
    toleranceSeconds: 600,
  },
  handshakes: [
    {
      name: "callback-verification",
      // Not the type header, which is not signed: a captured challenge relabeled as a notification would
      // become an event.
      when: "body:/challenge",
      answer: { echo: "body:/challenge" },
    },
  ],
  event: {
    source: "tv.twitch",
    type: ["body:/subscription/type"],
    // Only drops come several at once.
    each: "body:/events",
    id: `${messageHeader}-id`,
    time: `${messageHeader}-timestamp`,
    subject: [
      "item:/data/entitlement_id",
      "body:/event/broadcaster_user_id",
      "body:/event/user_id",
      "body:/subscription/id",
    ],
    equalDeliveries: {
      possible: false,
      why:
        "The message id is signed, and the same when Twitch sends the message again " +
        "(dev.twitch.tv/docs/eventsub, Handling duplicate events)",
    },
    checkedAgainst: [],
    by: [`${messageHeader}-type`, "body:/subscription/type"],
    cases: {
      "stream.online": { time: ["body:/event/started_at", `${messageHeader}-timestamp`] },
      "channel.follow": { ...aboutUser, time: ["body:/event/followed_at", `${messageHeader}-timestamp`] },
      "channel.ban": { ...aboutUser, time: ["body:/event/banned_at", `${messageHeader}-timestamp`] },
      "channel.unban": aboutUser,
      "channel.chat.message": aboutMessage,
      "channel.chat.message_delete": aboutMessage,
      revocation: { type: ["text:revocation", "body:/subscription/type"] },
    },
    words: {
      "stream.online": "stream started",
      "stream.offline": "stream completed",
      "channel.update": "channel updated",
      "channel.subscribe": "subscription created",
      "channel.subscription.end": "subscription expired",
      "channel.subscription.message": "subscription renewed",
      "channel.follow": "subscriber created",
      "channel.ban": "user blocked",
      "channel.unban": "user unblocked",
      "channel.chat.message": "message received",
      "channel.chat.message_delete": "message deleted",
      "user.update": "user updated",
      "user.authorization.grant": "app installed",
      "user.authorization.revoke": "app uninstalled",
      "user.whisper.message": "message received",
      "revocation.*": "webhook canceled",
    },
  },
});
