import { defineProvider } from "../core/provider.ts";

const taskWords = {
  "task.lead.*": "task",
  "task.incoming_email.*": "task",
  "task.incoming_sms.*": "task",
  "task.email_followup.*": "task",
  "task.missed_call.*": "task",
  "task.answered_detached_call.*": "task",
  "task.voicemail.*": "task",
  "task.opportunity_due.*": "task",
} as const;

export default defineProvider({
  id: "close",
  name: "Close",
  category: "crm",
  docs: "https://developer.close.com/resources/webhook-subscriptions/",
  setup: {
    where: "POST https://api.close.com/api/v1/webhook/ with this source's URL as `url`",
    secret: "issued-by-provider",
    note: "The secret is `signature_key` in the response, in hex. It is shown once.",
  },
  retries: {
    hours: 72,
    source:
      "developer.close.com/api/overview/changelog/2021/6/7: a subscription whose deliveries all fail " +
      "for three days is paused; that attempts go on until then, and whether the timestamp is new, " +
      "is not said",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    key: "hex",
    header: "close-sig-hash",
    timestamp: "header:close-sig-timestamp",
    signed: "{timestamp}{body}",
    // Its schedule and a day, because attempts may carry the first one's time.
    toleranceSeconds: 345_600,
  },
  event: {
    source: "com.close",
    type: ["body:/event/object_type", "body:/event/action"],
    id: "body:/event/id",
    equalDeliveries: {
      possible: false,
      why: "The signed body has an id of the event, and when a change was last added to it (developer.close.com, Webhooks)",
    },
    checkedAgainst: ["the vendor's documented example: developer.close.com, Webhooks"],
    time: ["body:/event/date_updated", "body:/event/date_created"],
    subject: ["body:/event/object_id", "body:/event/data/id"],
    origin: "text:https://api.close.com/api/v1/organization/{body:/event/organization_id}",
    by: "body:/event/action",
    cases: {
      // A further change of the same object is added to an event that was made shortly before.
      updated: { id: ["text:{body:/event/id}:{body:/event/date_updated}", "body:/event/id"] },
    },
    words: {
      "lead.*": "lead",
      "contact.*": "contact",
      "opportunity.*": "deal",
      "comment.*": "comment",
      "group.*": "group",
      "membership.*": "membership",
      "email_template.*": "template",
      "sms_template.*": "template",
      "task.*": "task",
      ...taskWords,
      "activity.call.*": "call",
      "activity.email.*": "email",
      "activity.meeting.*": "meeting",
      "activity.note.*": "note",
      "activity.sms.*": "message",
      "activity.whatsapp_message.*": "message",
      "activity.form_submission.created": "form submitted",
      "unsubscribed_email.created": "subscriber unsubscribed",
      "unsubscribed_email.deleted": "subscriber subscribed",
    },
  },
});
