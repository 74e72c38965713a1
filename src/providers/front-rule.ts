import { defineProvider } from "../core/provider.ts";

// The message or comment that the event is about.
const aboutTarget = { subject: ["body:/target/data/id", "body:/conversation/id"] } as const;

export default defineProvider({
  id: "front-rule",
  name: "Front rule webhooks",
  category: "support",
  docs: "https://dev.frontapp.com/docs/rule-webhooks",
  setup: {
    where: "Settings → Rules → rule → Then → Send to a Webhook",
    secret: "issued-by-provider",
    note: "The secret is the API Secret of the Webhooks integration, not an app's signing key.",
  },
  retries: { source: "dev.frontapp.com/docs/rule-webhooks: retries were looked for there, and not found" },
  signature: { scheme: "hmac", hash: "sha1", encoding: "base64", header: "x-front-signature" },
  event: {
    source: "com.frontapp",
    type: ["body:/type"],
    id: "body:/id",
    equalDeliveries: {
      possible: false,
      why: "The signed body has the event's id (dev.frontapp.com, Events)",
    },
    checkedAgainst: [],
    time: "body:/emitted_at",
    subject: "body:/conversation/id",
    by: "body:/type",
    cases: {
      inbound: aboutTarget,
      outbound: aboutTarget,
      out_reply: aboutTarget,
      sending_error: aboutTarget,
      comment: aboutTarget,
    },
    words: {
      inbound: "message received",
      outbound: "message sent",
      out_reply: "message sent",
      sending_error: "message failed",
      comment: "comment created",
      assign: "conversation assigned",
      unassign: "conversation unassigned",
      archive: "conversation archived",
      reopen: "conversation reopened",
      trash: "conversation deleted",
      restore: "conversation restored",
      move: "conversation moved",
    },
  },
});
