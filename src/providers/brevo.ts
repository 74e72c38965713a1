import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "brevo",
  aliases: ["sendinblue"],
  name: "Brevo",
  category: "marketing",
  docs: "https://developers.brevo.com/docs/how-to-use-webhooks",
  setup: {
    where: "Settings → Webhooks → Add a new webhook → Authentication method",
    secret: "chosen-by-you",
    note: "Enter the secret as the token, or use the URL `https://user:password@…` with the secret `user:password`. Brevo does not sign deliveries.",
  },
  retries: {
    hours: 11.2,
    source:
      "developers.brevo.com/docs/retry-mechanism: after 10 minutes, 1, 2 and 8 hours, if the " +
      "endpoint did not answer; any 5xx and most 4xx end the retries",
  },
  signature: [
    { variant: "token", scheme: "token", from: "header:authorization", prefix: "Bearer " },
    { variant: "basic", scheme: "basic-auth" },
  ],
  event: {
    source: "com.brevo",
    // A batch is a list; received mails come in `items`.
    each: ["body:", "body:/items"],
    // Text messages have a status instead of an event.
    type: ["item:/event", "body:/event", "text:sms.{item:/msg_status}", "text:sms.{body:/msg_status}"],
    equalDeliveries: {
      possible: true,
      why:
        "The body has a time in whole seconds and no id of the event; one recipient can open one " +
        "message twice in a second. Equal bodies count once, because a retry is equal too and brings " +
        "nothing to tell them apart (developers.brevo.com/docs/transactional-webhooks)",
    },
    checkedAgainst: ["captured payloads: github.com/anymail/django-anymail"],
    // `id` identifies the webhook, not the event. `ts` and `ts_event` are in the account's time zone.
    time: ["item:/ts_epoch", "body:/ts_epoch", "item:/ts_event", "body:/ts_event", "item:/ts", "body:/ts"],
    subject: [
      "item:/message-id",
      "body:/message-id",
      "item:/messageId",
      "body:/messageId",
      "item:/camp_id",
      "body:/camp_id",
      "item:/email",
      "body:/email",
    ],
    by: "item:1#",
    cases: {
      items: {
        type: ["text:inboundEmailProcessed"],
        id: "item:/Uuid/0",
        time: [],
        subject: "item:/MessageId",
      },
    },
    words: {
      request: "email sent",
      sent: "email sent",
      delivered: "email delivered",
      deferred: "email deferred",
      hard_bounce: "email bounced",
      invalid_email: "email bounced",
      soft_bounce: "email bounced",
      opened: "email opened",
      unique_opened: "email opened",
      proxy_open: "email opened",
      unique_proxy_open: "email opened",
      click: "email clicked",
      spam: "email complained",
      complaint: "email complained",
      blocked: "email blocked",
      error: "email failed",
      unsubscribed: "subscriber unsubscribed",
      unsubscribe: "subscriber unsubscribed",
      list_addition: "subscriber subscribed",
      contact_updated: "contact updated",
      contact_deleted: "contact deleted",
      inboundEmailProcessed: "email received",
      "sms.*": "message",
      "sms.replied": "message received",
      "sms.accepted": "message sent",
      "sms.subscribe": "subscriber subscribed",
      "sms.unsubscribe": "subscriber unsubscribed",
    },
  },
});
