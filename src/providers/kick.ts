import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "kick",
  name: "Kick",
  category: "comms",
  docs: "https://docs.kick.com/events/webhook-security",
  setup: {
    where: "Settings → Developer → your app → Enable Webhooks",
    secret: "public-key",
    note: "The secret is Kick's public key (PEM), from https://api.kick.com/public/v1/public-key.",
  },
  retries: {
    source: "docs.kick.com (github.com/KickEngineering/KickDevDocs): says nothing of further attempts",
  },
  signature: {
    scheme: "public-key",
    algorithm: "rsa-sha256",
    key: "pem",
    header: "kick-event-signature",
    encoding: "base64",
    timestamp: "header:kick-event-message-timestamp",
    timestampUnit: "iso",
    signed: "{header:kick-event-message-id}.{timestamp}.{body}",
    toleranceSeconds: 300,
  },
  event: {
    source: "com.kick",
    type: ["header:kick-event-type"],
    id: "header:kick-event-message-id",
    equalDeliveries: {
      possible: false,
      why: "Kick-Event-Message-Id is one for each event, and signed (docs.kick.com, Webhook security)",
    },
    time: [
      "body:/created_at",
      "body:/metadata/created_at",
      "body:/ended_at",
      "body:/started_at",
      "header:kick-event-message-timestamp",
    ],
    subject: ["body:/message_id", "body:/id", "body:/banned_user/user_id", "body:/broadcaster/user_id"],
    origin: "text:https://kick.com/{body:/broadcaster/channel_slug}",
    by: ["body:/is_live", "header:kick-event-type"],
    cases: {
      "channel.followed": { subject: ["body:/follower/user_id", "body:/broadcaster/user_id"] },
      true: { words: { "livestream.status.updated": "stream started" } },
      false: { words: { "livestream.status.updated": "stream completed" } },
    },
    checkedAgainst: ["the vendor's documented examples: github.com/KickEngineering/KickDevDocs"],
    words: {
      "chat.message.sent": "message",
      "channel.subscription.*": "subscription",
      "channel.followed": "subscriber created",
      "livestream.metadata.updated": "stream updated",
      "moderation.banned": "user",
    },
  },
  marks: { userAgents: ["Kick-Webhooks"] },
});
