import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "eventbrite",
  name: "Eventbrite",
  category: "forms",
  docs: "https://www.eventbrite.com/platform/docs/webhooks",
  setup: {
    where: "Account Settings → Developer Links → Webhooks → Add Webhook",
    secret: "chosen-by-you",
    note:
      "Append `?token=<secret>` to the URL. Eventbrite does not sign deliveries. A delivery refers to the " +
      "changed object by its api_url.",
  },
  retries: {
    source:
      "www.eventbrite.com/platform/docs/webhooks: retries were looked for there, and the times not found",
  },
  signature: { scheme: "token", from: "query:token" },
  handshakes: [{ name: "test", when: "body:/config/action", equals: "test", answer: { status: 200 } }],
  event: {
    source: "com.eventbrite",
    type: ["body:/config/action"],
    id: "header:x-eventbrite-delivery",
    // Every change of one object has the same body.
    distinct: "delivery",
    equalDeliveries: {
      possible: true,
      why:
        "Every change of an object has the same body. X-Eventbrite-Delivery is one for each delivery; without it every accepted request " +
        "is an event (www.eventbrite.com/platform/docs/webhooks)",
    },
    checkedAgainst: [],
    subject: "body:/api_url",
    words: {
      "order.placed": "order created",
      "order.*": "order",
      "attendee.*": "participant",
      "attendee.checked_in": "participant joined",
    },
  },
  marks: { userAgents: ["Eventbrite Webhooks"] },
});
