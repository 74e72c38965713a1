import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "gorgias",
  name: "Gorgias",
  category: "support",
  docs: "https://docs.gorgias.com/en-US/http-integrations-81822",
  setup: {
    where: "Settings → App Store → HTTP integration → Add HTTP integration",
    secret: "chosen-by-you",
    note:
      "Add the header `Authorization: Bearer <secret>`. Create one integration per trigger, with a " +
      'body such as `{"event":"ticket-created","ticket":{{ticket}}}`.',
  },
  retries: { source: "docs.gorgias.com, HTTP integrations: retries were looked for there, and not found" },
  methods: ["POST", "PUT"],
  signature: { scheme: "token", from: "header:authorization", prefix: "Bearer " },
  event: {
    source: "com.gorgias",
    // The customer defines the body.
    type: ["body:/event"],
    distinct: "delivery",
    equalDeliveries: {
      possible: true,
      why:
        "The body is the customer's, and may be equal for two events; nothing tells an event from a retry, so every accepted request is " +
        "an event (docs.gorgias.com, HTTP integrations)",
    },
    checkedAgainst: [],
    time: "body:/ticket/updated_datetime",
    subject: ["body:/ticket/id", "body:/id"],
    by: "body:/event",
    cases: {
      "ticket-created": { time: "body:/ticket/created_datetime" },
      "ticket-message-created": { subject: ["body:/message/id", "body:/ticket/id"] },
    },
    words: {
      "ticket-created": "ticket",
      "ticket-updated": "ticket",
      "ticket-assignment-updated": "ticket assigned",
      "ticket-message-created": "message",
    },
  },
});
