import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "line",
  name: "LINE Messaging API",
  category: "comms",
  docs: "https://developers.line.biz/en/docs/messaging-api/verify-webhook-signature/",
  setup: {
    where: "LINE Developers Console → your channel → Messaging API → Webhook settings",
    secret: "issued-by-provider",
    note: "The secret is the Channel secret under Basic settings. Turn on Use webhook.",
  },
  signature: { scheme: "hmac", hash: "sha256", encoding: "base64", header: "x-line-signature" },
  event: {
    source: "biz.line",
    // The Verify button sends an empty list, so it produces no event.
    each: "body:/events",
    type: ["item:/type"],
    id: "item:/webhookEventId",
    time: "item:/timestamp",
    subject: ["item:/source/groupId", "item:/source/roomId", "item:/source/userId"],
    words: {
      message: "message received",
      unsend: "message deleted",
      memberJoined: "member joined",
      memberLeft: "member left",
    },
  },
});
