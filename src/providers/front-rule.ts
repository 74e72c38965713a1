import { defineProvider } from "../core/provider.ts";

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
  signature: { scheme: "hmac", hash: "sha1", encoding: "base64", header: "x-front-signature" },
  event: {
    source: "com.frontapp",
    type: ["body:/type"],
    id: "body:/id",
    time: "body:/emitted_at",
    subject: "body:/conversation/id",
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
