import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "bird",
  name: "Bird",
  category: "comms",
  docs: "https://docs.bird.com/api/notifications-api/api-reference/webhooks/verifying-a-webhook",
  setup: {
    where: "Bird → Developer → Webhooks, or the webhook-subscriptions API with a signing key",
    secret: "chosen-by-you",
    note: "The URL is signed: enter exactly the public URL. For the older platform, use the provider `messagebird`.",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "base64",
    header: "messagebird-signature",
    timestamp: "header:messagebird-request-timestamp",
    signed: "{timestamp}\n{url}\n{body as sha256}",
    toleranceSeconds: 300,
  },
  event: {
    source: "com.bird",
    type: ["body:/service", "body:/event"],
    time: ["body:/payload/updatedAt", "body:/payload/createdAt"],
    subject: "body:/payload/id",
    words: {
      "channels.sms.inbound": "message received",
      "channels.whatsapp.inbound": "message received",
      "channels.email.inbound": "email received",
    },
  },
});
