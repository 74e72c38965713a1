import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "sendgrid",
  name: "Twilio SendGrid",
  category: "comms",
  docs: "https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/getting-started-event-webhook-security-features",
  setup: {
    where: "Settings → Mail Settings → Event Webhooks → Create new webhook",
    secret: "public-key",
    note: "Turn on Signed Event Webhook. The secret is the verification key shown there.",
  },
  deadlineSeconds: 10,
  signature: {
    scheme: "public-key",
    algorithm: "ecdsa-sha256",
    key: "spki-base64",
    header: "x-twilio-email-event-webhook-signature",
    encoding: "base64",
    timestamp: "header:x-twilio-email-event-webhook-timestamp",
    signed: "{timestamp}{body}",
    toleranceSeconds: 300,
  },
  event: {
    source: "com.sendgrid",
    each: "body:",
    type: ["item:/event"],
    id: "item:/sg_event_id",
    time: "item:/timestamp",
    // Late bounces have no message id.
    subject: ["item:/sg_message_id", "item:/smtp-id"],
    words: {
      processed: "email",
      deferred: "email",
      delivered: "email",
      bounce: "email",
      dropped: "email rejected",
      open: "email opened",
      click: "email",
      spamreport: "email",
      unsubscribe: "email",
      group_unsubscribe: "email",
      group_resubscribe: "email subscribed",
    },
  },
});
