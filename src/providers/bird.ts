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
    where:
      "Bird → Developer → Webhooks, the webhook-subscriptions API with a signing key, or POST /v1/webhooks",
    secret: "chosen-by-you",
    note:
      "A webhook subscription signs its URL: enter exactly the public one. An endpoint of /v1/webhooks has a secret of its own " +
      "(whsec_…), which the response shows once. For the older platform, use the provider `messagebird`.",
  },
  retries: {
    // The kinds differ, so there is no one number of hours.
    source:
      "docs.bird.com/api/notifications-api/retries: a subscription tries for eight hours; it does not say whether the timestamp is new " +
      "then. An endpoint's attempts are signed anew: messagebird-sdk refuses after 300 s; no schedule was found",
  },
  signature: [
    {
      variant: "channels",
      scheme: "hmac",
      hash: "sha256",
      encoding: "base64",
      header: "messagebird-signature",
      timestamp: "header:messagebird-request-timestamp",
      signed: "{timestamp}\n{url}\n{body as sha256}",
      // Its schedule and an hour, because attempts may carry the first one's time.
      toleranceSeconds: 32_400,
    },
    // What Bird's SDK verifies (messagebird-sdk, webhooks.unwrap), for endpoints of the API at bird.com/docs.
    { variant: "endpoint", scheme: "standard-webhooks", prefix: "webhook" },
  ],
  event: {
    source: "com.bird",
    // A subscription has `service` and `event`, an endpoint has `type`.
    type: ["body:/service", "body:/event", "body:/type"],
    id: "header:webhook-id",
    equalDeliveries: {
      possible: "unknown",
      why:
        "A subscription's body is the whole resource with its times, and has no id of the event; equal bodies count once. " +
        "An endpoint's webhook-id is signed (docs.bird.com/api/notifications-api; messagebird-sdk, webhooks.unwrap)",
    },
    checkedAgainst: ["our recorded requests", "types: messagebird-sdk"],
    time: ["body:/payload/updatedAt", "body:/payload/createdAt", "body:/timestamp"],
    subject: [
      "body:/payload/id",
      "body:/data/sms_id",
      "body:/data/email_id",
      "body:/data/call_id",
      "body:/data/domain_id",
    ],
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
      "sms.*": "message",
      "whatsapp.*": "message",
      "email.*": "email",
      "sms.undelivered": "message failed",
      "email.out_of_band_bounce": "email bounced",
      "email.unsubscribed": "subscriber unsubscribed",
      "email.list_unsubscribed": "subscriber unsubscribed",
      "domain.*": "domain",
      "channels.sms.inbound": "message received",
      "channels.whatsapp.inbound": "message received",
      "channels.email.inbound": "email received",
    },
  },
});
