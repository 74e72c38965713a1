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
    subject: ["item:/resourceData/id", "item:/resource"],
    origin: "text:https://graph.microsoft.com/v1.0/subscriptions/{item:/subscriptionId}",
    words: {
      "#Microsoft.Graph.Message.*": "email",
      "#Microsoft.Graph.Event.*": "meeting",
      "#Microsoft.Graph.Contact.*": "contact",
      "#Microsoft.Graph.User.*": "user",
      "#Microsoft.Graph.Group.*": "group",
      "#Microsoft.Graph.chatMessage.*": "message",
    },
  },
});
