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
  methods: ["POST", "PUT"],
  signature: { scheme: "token", from: "header:authorization", prefix: "Bearer " },
  event: {
    source: "com.gorgias",
    // The customer defines the body.
    type: ["body:/event"],
    distinct: "delivery",
    time: ["body:/ticket/updated_datetime", "body:/ticket/created_datetime"],
    subject: ["body:/ticket/id", "body:/id"],
    words: {
      "ticket-created": "ticket",
      "ticket-updated": "ticket",
      "ticket-assignment-updated": "ticket assigned",
      "ticket-message-created": "message",
    },
  },
});
