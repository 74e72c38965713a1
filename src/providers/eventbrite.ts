import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "eventbrite",
  name: "Eventbrite",
  category: "forms",
  docs: "https://www.eventbrite.com/platform/docs/webhooks",
  setup: {
    where: "Account Settings → Developer Links → Webhooks → Add Webhook",
    secret: "chosen-by-you",
    note: "Eventbrite does not sign: end the URL with ?token= and the source's secret. An event refers to what changed by its api_url.",
  },
  signature: { scheme: "token", from: "query:token" },
  handshakes: [{ name: "test", when: "body:/config/action", equals: "test", answer: { status: 200 } }],
  event: {
    source: "com.eventbrite",
    type: ["body:/config/action"],
    id: "header:x-eventbrite-delivery",
    // The body says what changed, and is the same for each of its changes.
    distinct: "delivery",
    subject: "body:/api_url",
    words: {
      "order.placed": "order created",
      "order.*": "order",
      "attendee.*": "participant",
      "attendee.checked_in": "participant joined",
    },
  },
});
