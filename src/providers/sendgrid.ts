import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "sendgrid",
  name: "Twilio SendGrid",
  category: "comms",
  docs: "https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/getting-started-event-webhook-security-features",
  setup: {
    where: "Settings → Mail Settings → Event Webhooks → Create new webhook",
    secret: "public-key",
    note:
      "Turn on Signed Event Webhook: OAuth alone is refused. The secret is the verification key shown " +
      "there. A mail from Inbound Parse needs a security policy with a signature, and becomes an event " +
      "`unknown`.",
  },
  deadlineSeconds: 10,
  retries: {
    hours: 24,
    source:
      "github.com/sendgrid/docs, Getting started with the Event Webhook: at growing intervals, for " +
      "up to 24 hours after the event. How attempts are signed is not said, and the SDK " +
      "(@sendgrid/eventwebhook) checks no age",
  },
  signature: {
    scheme: "public-key",
    algorithm: "ecdsa-sha256",
    key: "spki-base64",
    header: "x-twilio-email-event-webhook-signature",
    encoding: "base64",
    timestamp: "header:x-twilio-email-event-webhook-timestamp",
    signed: "{timestamp}{body}",
    // SendGrid tries for a day and does not say whether it signs each attempt again.
    toleranceSeconds: 90_000,
  },
  event: {
    source: "com.sendgrid",
    each: "body:",
    type: ["item:/event"],
    id: "item:/sg_event_id",
    time: "item:/timestamp",
    // Late bounces have no message id.
    subject: ["item:/sg_message_id", "item:/smtp-id"],
    equalDeliveries: {
      possible: false,
      why:
        "sg_event_id is signed and is one for each event. Users report duplicates that SendGrid gave " +
        "another one: these count as events (docs.sendgrid.com, Troubleshooting the Event Webhook; " +
        "sendgrid-nodejs issue 1435)",
    },
    checkedAgainst: ["the vendor's documented examples: github.com/sendgrid/docs"],
    words: {
      processed: "email",
      deferred: "email",
      delivered: "email",
      bounce: "email",
      dropped: "email rejected",
      open: "email opened",
      click: "email",
      spamreport: "email",
      unsubscribe: "subscriber unsubscribed",
      group_unsubscribe: "subscriber unsubscribed",
      group_resubscribe: "subscriber subscribed",
      account_status_change: "account updated",
    },
  },
});
