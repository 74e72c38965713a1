import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "intercom",
  name: "Intercom",
  category: "support",
  docs: "https://developers.intercom.com/docs/webhooks/setting-up-webhooks",
  setup: {
    where: "Developer Hub → your app → Configure → Webhooks",
    secret: "issued-by-provider",
    note: "The secret is the app's client secret, under Basic information.",
  },
  retries: {
    hours: 2,
    source:
      "developers.intercom.com, Webhook notifications: after a 429 with pauses from a minute to two " +
      "hours, then it is dropped; public repositories tell of one more attempt a minute after other " +
      "failures",
  },
  signature: { scheme: "hmac", hash: "sha1", encoding: "hex", header: "x-hub-signature", prefix: "sha1=" },
  handshakes: [{ name: "url-validation", method: "HEAD", unsigned: true, answer: { status: 200 } }],
  event: {
    source: "com.intercom",
    type: ["body:/topic"],
    id: "body:/id",
    time: "body:/created_at",
    equalDeliveries: {
      possible: false,
      why:
        "Each notification has an id of its own; that its second attempt keeps it was not seen (our " +
        "reading of the body: recorded requests)",
    },
    // An item that puts a tag on a contact has no id.
    subject: ["body:/data/item/id", "body:/data/item/contact/id", "body:/data/item/user/id"],
    origin: "text:https://app.intercom.com/a/apps/{body:/app_id}",
    words: {
      "conversation.*": "conversation",
      "conversation.user.created": "conversation created",
      "conversation.user.replied": "message received",
      "conversation.admin.replied": "message sent",
      "conversation.admin.noted": "note created",
      "conversation.admin.opened": "conversation reopened",
      "conversation.admin.closed": "conversation closed",
      "conversation.admin.assigned": "conversation assigned",
      "conversation.admin.single.created": "conversation created",
      "conversation.operator.replied": "message sent",
      "conversation.priority.updated": "conversation updated",
      "ticket.*": "ticket",
      "ticket.contact.replied": "message received",
      "ticket.admin.replied": "message sent",
      "ticket.note.created": "note created",
      "ticket.admin.assigned": "ticket assigned",
      "ticket.team.assigned": "ticket assigned",
      "ticket.state.updated": "ticket updated",
      "ticket.attribute.updated": "ticket updated",
      "contact.*": "contact",
      "contact.user.*": "contact",
      "contact.lead.*": "contact",
      "contact.email.updated": "contact updated",
      "contact.lead.added_email": "contact updated",
      "contact.lead.signed_up": "contact converted",
      "contact.tag.*": "contact updated",
      "contact.user.tag.*": "contact updated",
      "contact.lead.tag.*": "contact updated",
      "contact.subscribed": "subscriber subscribed",
      "contact.unsubscribed": "subscriber unsubscribed",
      "company.*": "company",
      "call.*": "call",
      "call.recording_available": "recording completed",
      "call.transcription_available": "transcript completed",
      // The names of an older version.
      "user.*": "contact",
      "user.email.updated": "contact updated",
      "user.tag.*": "contact updated",
      "user.unsubscribed": "subscriber unsubscribed",
    },
    checkedAgainst: ["our recorded requests"],
  },
  marks: { userAgents: ["intercom-webhooks"] },
});
