import { defineProvider, type EventRules } from "../core/provider.ts";

/** How a message went that was sent. */
const outbound = (action: "sent" | "delivered" | "failed" | "rejected"): EventRules => ({
  words: {
    "channels.sms.outbound": `message ${action}`,
    "channels.whatsapp.outbound": `message ${action}`,
    "channels.email.outbound": `email ${action}`,
  },
});

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
  retries: {
    hours: 8,
    source:
      "docs.bird.com/api/notifications-api/retries: for eight hours; it does not say whether the " +
      "timestamp is new then",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "base64",
    header: "messagebird-signature",
    timestamp: "header:messagebird-request-timestamp",
    signed: "{timestamp}\n{url}\n{body as sha256}",
    // Its schedule and an hour, because attempts may carry the first one's time.
    toleranceSeconds: 32_400,
  },
  event: {
    source: "com.bird",
    type: ["body:/service", "body:/event"],
    equalDeliveries: {
      possible: "unknown",
      why:
        "The body is the whole resource with its times, and has no id of the event; equal bodies count " +
        "once (docs.bird.com/api/notifications-api)",
    },
    checkedAgainst: ["the vendor's documented examples"],
    time: ["body:/payload/updatedAt", "body:/payload/createdAt"],
    subject: "body:/payload/id",
    by: "body:/payload/status",
    cases: {
      sent: outbound("sent"),
      delivered: outbound("delivered"),
      sending_failed: outbound("failed"),
      delivery_failed: outbound("failed"),
      rejected: outbound("rejected"),
    },
    words: {
      "channels.sms.outbound": "message",
      "channels.whatsapp.outbound": "message",
      "channels.email.outbound": "email",
      "channels.sms.inbound": "message received",
      "channels.whatsapp.inbound": "message received",
      "channels.email.inbound": "email received",
    },
  },
});
