import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "ms-graph",
  name: "Microsoft Graph change notifications",
  category: "comms",
  docs: "https://learn.microsoft.com/en-us/graph/change-notifications-delivery-webhooks",
  setup: {
    where: "POST https://graph.microsoft.com/v1.0/subscriptions with this source's URL as notificationUrl",
    secret: "chosen-by-you",
    note: "The secret is the subscription's clientState. Subscriptions expire: renew them.",
  },
  deadlineSeconds: 3,
  retries: {
    hours: 4,
    source:
      "learn.microsoft.com/graph/change-notifications-delivery-webhooks: with exponentially growing pauses, for up to four hours",
  },
  signature: { scheme: "token", from: "body:/value/*/clientState" },
  handshakes: [
    {
      name: "validation",
      when: "query:validationToken",
      unsigned: true,
      answer: { echo: "query:validationToken" },
    },
  ],
  reply: { status: 202 },
  event: {
    source: "com.microsoft.graph",
    each: "body:/value",
    type: ["item:/resourceData/@odata.type", "item:/changeType", "item:/lifecycleEvent"],
    // Two changes of one resource have the same bytes.
    id: "item:/id",
    distinct: "delivery",
    equalDeliveries: {
      possible: true,
      why: "Changes of one resource are the same bytes, and ids are optional: without, each accepted request is an event (learn.microsoft.com/graph)",
    },
    subject: ["item:/resourceData/id", "item:/resource"],
    origin: "text:https://graph.microsoft.com/v1.0/subscriptions/{item:/subscriptionId}",
    checkedAgainst: ["our recorded requests"],
    words: {
      "#Microsoft.Graph.Message.*": "email",
      "#Microsoft.Graph.Event.*": "meeting",
      "#Microsoft.Graph.Contact.*": "contact",
      "#Microsoft.Graph.User.*": "user",
      "#Microsoft.Graph.Group.*": "group",
      "#Microsoft.Graph.chatMessage.*": "message",
      "#Microsoft.Graph.todoTask.*": "task",
    },
  },
});
