import { defineProvider } from "../core/provider.ts";

const added = { time: "form:DateCreated" } as const;
const updated = { time: "form:DateUpdated" } as const;
const messageStatus = { type: ["text:message.{form:MessageStatus}"] } as const;

export default defineProvider({
  id: "twilio",
  aliases: ["twilio-json"],
  name: "Twilio",
  category: "comms",
  docs: "https://www.twilio.com/docs/usage/webhooks/webhooks-security",
  setup: {
    where: "Console → Phone Numbers → Active numbers → a number, or StatusCallback in an API call",
    secret: "issued-by-provider",
    note: "The secret is the account's auth token. The URL is signed: enter exactly the public URL.",
  },
  deadlineSeconds: 15,
  retries: {
    hours: 4,
    source:
      "twilio.com/docs/events/faq/at-least-once-delivery: Event Streams for up to four hours; other " +
      "callbacks end within seconds (webhooks-connection-overrides)",
  },
  methods: ["POST", "GET"],
  signature: { scheme: "twilio", header: "x-twilio-signature", bodyHashQuery: "bodySHA256" },
  // TwiML without an instruction: voice and messaging webhooks treat an empty body as an error.
  reply: { status: 200, body: "<Response/>", contentType: "text/xml" },
  event: {
    source: "com.twilio",
    type: [
      "text:message.{form:MessageStatus}",
      "text:message.{query:MessageStatus}",
      "text:call.{form:CallStatus}",
      "text:call.{query:CallStatus}",
      "text:recording.{form:RecordingStatus}",
      "form:StatusCallbackEvent",
      "form:EventType",
      "item:/type",
      "body:/type",
    ],
    // A call's status alone is not an id: every step of a call flow has the same status.
    id: [
      "text:{form:MessageSid}-{form:MessageStatus}",
      "text:{query:MessageSid}-{query:MessageStatus}",
      "text:{form:MessageSid}-{form:SmsStatus}",
      "text:{query:MessageSid}-{query:SmsStatus}",
      "text:{form:CallSid}-{form:SequenceNumber}-{form:CallbackSource}",
      "text:{query:CallSid}-{query:SequenceNumber}-{query:CallbackSource}",
      "item:/id",
      "body:/id",
    ],
    time: ["form:Timestamp", "query:Timestamp", "item:/time", "body:/time"],
    subject: [
      "form:MessageSid",
      "form:CallSid",
      "form:ResourceSid",
      "form:ParticipantSid",
      "form:RoomSid",
      "form:ConversationSid",
      "query:MessageSid",
      "query:CallSid",
    ],
    origin: [
      "text:https://api.twilio.com/2010-04-01/Accounts/{form:AccountSid}",
      "text:https://api.twilio.com/2010-04-01/Accounts/{query:AccountSid}",
      "item:/source",
      "body:/source",
    ],
    each: "body:",
    // WhatsApp's status callbacks also name an event, which only repeats the status.
    // Only for forms: events of Event Streams have ids, and may come in another request the next time.
    distinct: [
      "text:{form:AccountSid}/{header:i-twilio-idempotency-token}",
      "text:{query:AccountSid}/{header:i-twilio-idempotency-token}",
    ],
    equalDeliveries: {
      possible: true,
      why:
        "Two steps of a call, such as the same key pressed twice in a menu, can send the same form. " +
        "I-Twilio-Idempotency-Token is the same on a retry " +
        "(Twilio Agent Connect, Handlers must be idempotent)",
    },
    checkedAgainst: [],
    by: [
      "form:EventType",
      "form:SmsStatus",
      "query:SmsStatus",
      "form:CallbackSource",
      "query:CallbackSource",
    ],
    cases: {
      "call-progress-events": { words: { "call.in-progress": "call accepted" } },
      onConversationAdded: added,
      onMessageAdded: added,
      onParticipantAdded: added,
      onConversationUpdated: updated,
      onMessageUpdated: updated,
      received: { type: ["text:message.{form:SmsStatus}", "text:message.{query:SmsStatus}"] },
      DELIVERED: messageStatus,
      READ: messageStatus,
      UNDELIVERED: messageStatus,
      FAILED: messageStatus,
    },
    words: {
      "message.*": "message",
      "message.undelivered": "message failed",
      "messaging.message.*": "message",
      "messaging.message.undelivered": "message failed",
      "messaging.inbound-message.*": "message",
      "call.*": "call",
      // A step in the middle of a call; only its progress tells that somebody answered.
      "call.in-progress": "call updated",
      "task.*": "task",
      "taskrouter.task.*": "task",
      "recording.*": "recording",
      onConversationAdded: "conversation created",
      onConversationUpdated: "conversation updated",
      onConversationRemoved: "conversation deleted",
      onMessageAdded: "message created",
      onMessageUpdated: "message updated",
      onMessageRemoved: "message deleted",
      onParticipantAdded: "participant joined",
      onParticipantRemoved: "participant left",
      "room-created": "room created",
      "room-ended": "room completed",
      "participant-connected": "participant joined",
      "participant-disconnected": "participant left",
      "participant-join": "participant joined",
      "participant-leave": "participant left",
    },
  },
  marks: { userAgents: ["TwilioProxy"] },
});
