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
  retries: {
    source:
      "developer.helpscout.com/webhooks: tries again with longer and longer pauses, and disables a webhook that fails; for how long was " +
      "not found",
  },
  signature: { scheme: "hmac", hash: "sha1", encoding: "base64", header: "x-helpscout-signature" },
  event: {
    source: "com.helpscout",
    type: ["header:x-helpscout-event"],
    // One change can trigger several events with the same body.
    distinct: "header:x-helpscout-event",
    equalDeliveries: {
      possible: "unknown",
      why:
        "A body has the times of the conversation or customer to the second, and no delivery has an id; whether two events of one name " +
        "can share them is not said (developer.helpscout.com/webhooks)",
    },
    checkedAgainst: [],
    time: ["body:/userUpdatedAt", "body:/updatedAt"],
    by: ["header:x-helpscout-event", "text:{header:x-helpscout-event}.{body:/status}"],
    cases: {
      "convo.status.closed": { words: { "*": "conversation closed" } },
      "convo.created": { time: "body:/createdAt" },
      "customer.created": { time: "body:/createdAt" },
    },
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
  marks: { userAgents: ["Help Scout/Webhooks"] },
});
