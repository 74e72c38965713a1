import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "freshdesk",
  name: "Freshdesk",
  category: "support",
  docs: "https://support.freshdesk.com/support/solutions/articles/132589-using-webhooks-in-automation-rules",
  setup: {
    where: "Admin → Workflows → Automations → rule → Perform these actions → Trigger Webhook",
    secret: "chosen-by-you",
    note:
      "Select Requires authentication; the secret is `user:password`. Advanced content: " +
      '`{"type":"ticket.created","id":{{ticket.id}},"time":"{{ticket.modified_on}}"}`.',
  },
  retries: {
    hours: 1.6,
    source:
      "supportsandbox.freshdesk.com, Receiving webhook failure emails: after 5 minutes, 30 minutes more, and an hour more",
  },
  methods: ["POST", "PUT", "PATCH"],
  signature: { scheme: "basic-auth" },
  event: {
    source: "com.freshdesk",
    // The customer defines the body; simple content includes what triggered the rule.
    type: ["body:/type", "body:/freshdesk_webhook/triggered_event"],
    distinct: "delivery",
    equalDeliveries: {
      possible: true,
      why:
        "The body is the customer's, and a rule may send the same one twice; nothing tells an event from a retry, so every accepted " +
        "request is an event (support.freshdesk.com, Using webhooks in automation rules)",
    },
    checkedAgainst: [],
    time: "body:/time",
    subject: ["body:/id", "body:/freshdesk_webhook/ticket_id"],
    words: {
      "ticket.*": "ticket",
      "{ticket_action:created}": "ticket created",
      "{note_type:*": "note created",
      "{reply_sent:*": "message sent",
      "{status:*": "ticket updated",
      "{priority:*": "ticket updated",
    },
  },
});
