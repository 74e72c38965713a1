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
  signature: { scheme: "token", from: "header:authorization", prefix: "Bearer " },
  event: {
    source: "com.onesignal",
    type: ["body:/event/kind"],
    id: "body:/event/id",
    time: ["body:/event/timestamp", "body:/event/datetime"],
    subject: "body:/message/id",
    origin: "text:https://api.onesignal.com/apps/{body:/event/app_id}",
    words: {
      "message.email.*": "email",
      "message.email.received": "email delivered",
      "message.email.hardbounced": "email bounced",
      "message.push.*": "message",
      "message.push.received": "message delivered",
      "message.sms.*": "message",
      "message.iam.*": "message",
      "message.iam.displayed": "message viewed",
    },
  },
});
