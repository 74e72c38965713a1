import { defineProvider } from "../core/provider.ts";

// The message or comment that the event is about.
const ofMessage = { subject: ["body:/payload/target/data/id", "body:/payload/conversation/id"] } as const;

export default defineProvider({
  id: "front-app",
  name: "Front application webhooks",
  category: "support",
  docs: "https://dev.frontapp.com/docs/application-webhooks",
  setup: {
    where: "Settings → Developers → your app → Features → Webhooks",
    secret: "issued-by-provider",
    note: "The secret is the app's signing key. Set it in the bridge first: Front calls the URL when you save.",
  },
  retries: {
    source: "dev.frontapp.com/docs/application-webhooks: retries were looked for there, and not found",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "base64",
    header: "x-front-signature",
    timestamp: "header:x-front-request-timestamp",
    timestampUnit: "ms",
    signed: "{timestamp}:{body}",
    toleranceSeconds: 300,
  },
  handshakes: [
    {
      name: "validation",
      when: "header:x-front-challenge",
      answer: { echo: "header:x-front-challenge", json: "challenge" },
    },
  ],
  event: {
    source: "com.frontapp",
    type: ["body:/type"],
    id: "body:/payload/id",
    equalDeliveries: {
      possible: false,
      why: "payload.id is in the signed body, one for each event (dev.frontapp.com, Events)",
    },
    checkedAgainst: [],
    time: "body:/payload/emitted_at",
    subject: "body:/payload/conversation/id",
    origin: "text:https://api2.frontapp.com/companies/{body:/authorization/id}",
    by: ["body:/type", "body:/payload/type"],
    cases: {
      inbound_received: ofMessage,
      outbound_sent: ofMessage,
      message_delivery_failed: ofMessage,
      new_comment_added: ofMessage,
      unassign: { words: { assignee_changed: "conversation unassigned" } },
    },
    words: {
      "conversation_*": "conversation",
      inbound_received: "message received",
      outbound_sent: "message sent",
      message_delivery_failed: "message failed",
      assignee_changed: "conversation assigned",
      new_comment_added: "comment created",
    },
  },
});
