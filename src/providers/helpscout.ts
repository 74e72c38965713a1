import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "helpscout",
  name: "Help Scout",
  category: "support",
  docs: "https://developer.helpscout.com/webhooks/",
  setup: {
    where: "Manage → Apps → Webhooks",
    secret: "chosen-by-you",
    note: "Enter the secret as the Secret Key (40 characters at most). Choose the v2 payload.",
    form: { most: 40 },
  },
  signature: { scheme: "hmac", hash: "sha1", encoding: "base64", header: "x-helpscout-signature" },
  event: {
    source: "com.helpscout",
    type: ["header:x-helpscout-event"],
    // One change can trigger several events with the same body.
    distinct: "header:x-helpscout-event",
    time: ["body:/userUpdatedAt", "body:/updatedAt", "body:/createdAt"],
    subject: "body:/id",
    words: {
      "convo.*": "conversation",
      "convo.customer.reply.created": "message received",
      "convo.agent.reply.created": "message sent",
      "convo.note.created": "note created",
      "customer.*": "customer",
      "beacon.chat.created": "conversation created",
      "beacon.chat.customer.replied": "message received",
      "tag.*": "tag",
    },
  },
});
