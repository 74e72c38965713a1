import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "onesignal",
  name: "OneSignal Event Streams",
  category: "comms",
  docs: "https://documentation.onesignal.com/docs/en/event-streams",
  setup: {
    where: "Data → Event Streams → New Event Stream",
    secret: "chosen-by-you",
    note:
      "Add the header `Authorization: Bearer <secret>`. In the body, nest what OneSignal names " +
      'event.id, event.kind, event.timestamp and message.id: `{"event":{"id":…}}`.',
  },
  retries: {
    source: "documentation.onesignal.com, Event Streams: speaks of retries; no schedule was found",
  },
  signature: { scheme: "token", from: "header:authorization", prefix: "Bearer " },
  event: {
    source: "com.onesignal",
    type: ["body:/event/kind"],
    id: "body:/event/id",
    time: ["body:/event/timestamp", "body:/event/datetime"],
    subject: "body:/message/id",
    origin: "text:https://api.onesignal.com/apps/{body:/event/app_id}",
    equalDeliveries: {
      possible: "unknown",
      why:
        "With event.id in the body, as the note asks, each event is unique; a template without it may " +
        "repeat its text (documentation.onesignal.com, Event Streams)",
    },
    checkedAgainst: ["the vendor's list of events and fields"],
    words: {
      "message.email.*": "email",
      "message.email.received": "email delivered",
      "message.email.hardbounced": "email bounced",
      "message.email.reported_as_spam": "email complained",
      "message.email.suppressed": "email rejected",
      "message.email.unsubscribed": "subscriber unsubscribed",
      "message.push.*": "message",
      "message.push.received": "message delivered",
      "message.push.unsubscribed": "subscriber unsubscribed",
      "message.sms.*": "message",
      "message.sms.unsubscribed": "subscriber unsubscribed",
      "message.iam.*": "message",
      "message.iam.displayed": "message viewed",
    },
  },
});
