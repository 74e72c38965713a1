import { defineProvider } from "../core/provider.ts";

const toSeveral = { words: { "message.finalized": "message" } } as const;
const ofRecording = {
  subject: ["body:/data/payload/recording_id", "body:/data/payload/call_control_id"],
} as const;
const finalFailure = { words: { "message.finalized": "message failed" } } as const;

export default defineProvider({
  id: "telnyx",
  name: "Telnyx",
  category: "comms",
  docs: "https://developers.telnyx.com/docs/messaging/messages/receiving-webhooks",
  setup: {
    where: "Mission Control Portal → Messaging or Voice → a profile or application → Webhook URL",
    secret: "public-key",
    note: "The secret is the public key under Account settings → Keys & credentials. Choose API version 2.",
  },
  deadlineSeconds: 2,
  retries: {
    signed: "anew",
    source:
      "developers.telnyx.com, Callbacks: the times were not found; by inference: telnyx refuses after 300 s",
  },
  signature: {
    scheme: "public-key",
    algorithm: "ed25519",
    key: "raw-base64",
    header: "telnyx-signature-ed25519",
    encoding: "base64",
    timestamp: "header:telnyx-timestamp",
    signed: "{timestamp}|{body}",
    toleranceSeconds: 300,
  },
  event: {
    source: "com.telnyx",
    type: ["body:/data/event_type"],
    id: "body:/data/id",
    time: "body:/data/occurred_at",
    subject: ["body:/data/payload/id", "body:/data/payload/call_control_id", "body:/data/payload/fax_id"],
    equalDeliveries: {
      possible: false,
      why: "data.id is one for each event and is signed with the body (developers.telnyx.com, Callbacks)",
    },
    checkedAgainst: ["our recorded requests"],
    // How a message ended is in its payload; a message to a group has several ends.
    by: [
      "body:/data/record_type",
      "body:/data/event_type",
      "text:second {body:/data/payload/to/1/status}",
      "body:/data/payload/to/0/status",
    ],
    cases: {
      // A clicked link has no name but its record type.
      link_clicked: {
        type: ["body:/data/record_type"],
        time: "body:/data/time_clicked",
        subject: "body:/data/message_id",
      },
      // Not the call or conference that was recorded.
      "call.recording.saved": ofRecording,
      "call.recording.error": ofRecording,
      "conference.recording.saved": ofRecording,
      "second delivered": toSeveral,
      "second delivery_failed": toSeveral,
      "second delivery_unconfirmed": toSeveral,
      "second sending_failed": toSeveral,
      delivered: { words: { "message.finalized": "message delivered" } },
      delivery_failed: finalFailure,
      sending_failed: finalFailure,
    },
    words: {
      "message.*": "message",
      link_clicked: "message clicked",
      "call.initiated": "call",
      "call.answered": "call accepted",
      "call.hangup": "call completed",
      "call.recording.error": "recording failed",
      "call.recording.saved": "recording completed",
      "call.recording.transcription.saved": "transcript completed",
      "conference.participant.joined": "participant",
      "conference.participant.left": "participant",
      "conference.recording.saved": "recording completed",
      "streaming.*": "stream",
      "number_order.complete": "order",
    },
  },
  marks: { userAgents: ["telnyx-webhooks"], sortsKeys: true },
});
