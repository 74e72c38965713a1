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
  retries: {
    source:
      "developers.line.biz, Redelivering a webhook: where it is turned on, for a time and a number of times that are not disclosed",
  },
  signature: { scheme: "hmac", hash: "sha256", encoding: "base64", header: "x-line-signature" },
  event: {
    source: "biz.line",
    // The Verify button sends an empty list, so it produces no event.
    each: "body:/events",
    type: ["item:/type"],
    id: "item:/webhookEventId",
    equalDeliveries: {
      possible: false,
      why: "Each event has a webhookEventId, which a redelivery keeps (github.com/line/line-openapi, webhook.yml)",
    },
    time: "item:/timestamp",
    subject: [
      "item:/message/id",
      "item:/unsend/messageId",
      "item:/source/groupId",
      "item:/source/roomId",
      "item:/source/userId",
    ],
    by: "item:/membership/type",
    cases: {
      joined: { words: { membership: "membership joined" } },
      left: { words: { membership: "membership left" } },
      renewed: { words: { membership: "membership renewed" } },
    },
    checkedAgainst: ["types: @line/bot-sdk 11.2.0"],
    words: {
      message: "message received",
      messageEdited: "message updated",
      unsend: "message deleted",
      delivery: "message delivered",
      membership: "membership",
      follow: "subscriber created",
      unfollow: "subscriber deleted",
      memberJoined: "member joined",
      memberLeft: "member left",
    },
  },
  marks: { userAgents: ["LineBotWebhook"] },
});
