import { defineProvider } from "../core/provider.ts";

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
      "developers.telnyx.com, Callbacks: attempts at the failover URL, without their times; " +
      "telnyx-timestamp is the time of sending, and telnyx-node refuses after 300 s",
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
    checkedAgainst: ["the vendor's documented examples"],
    words: {
      "message.*": "message",
      "call.initiated": "call",
      "call.answered": "call accepted",
      "call.hangup": "call completed",
      "call.recording.saved": "recording completed",
      "number_order.complete": "order",
    },
  },
});
