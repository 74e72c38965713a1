import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "okta",
  name: "Okta",
  category: "identity",
  docs: "https://developer.okta.com/docs/concepts/event-hooks/",
  setup: {
    where: "Admin Console → Workflow → Event Hooks → Create Event Hook",
    secret: "chosen-by-you",
    note: "Authentication field: authorization; authentication secret: the source's secret. Then press Verify.",
  },
  deadlineSeconds: 3,
  signature: { scheme: "token", from: "header:authorization" },
  handshakes: [
    {
      name: "verification",
      method: "GET",
      when: "header:x-okta-verification-challenge",
      unsigned: true,
      answer: { echo: "header:x-okta-verification-challenge", json: "verification" },
    },
  ],
  event: {
    source: "com.okta",
    each: "body:/data/events",
    type: ["item:/eventType"],
    id: "item:/uuid",
    time: "item:/published",
    subject: ["item:/target/0/id", "item:/actor/id"],
    origin: "body:/source",
  },
});
