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
    time: ["body:/created_at", "header:kick-event-message-timestamp"],
    subject: ["body:/message_id", "body:/id", "body:/broadcaster/user_id"],
    origin: "text:https://kick.com/{body:/broadcaster/channel_slug}",
    words: {
      "chat.message.sent": "message",
      "channel.subscription.*": "subscription",
      "livestream.*": "stream",
      "moderation.banned": "user",
    },
  },
});
