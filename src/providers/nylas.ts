import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "nylas",
  name: "Nylas",
  category: "comms",
  docs: "https://developer.nylas.com/docs/v3/notifications/",
  setup: {
    where: "Dashboard → Notifications → Webhooks → Create webhook",
    secret: "issued-by-provider",
    note: "The secret is shown once, after Nylas has validated the URL. Leave compressed delivery off.",
  },
  retries: {
    hours: 0.35,
    source:
      "developer.nylas.com, Notifications (in public copies of the page): three attempts after 408, " +
      "429, 502, 503, 504 and 507, the last 10 to 20 minutes after the first",
  },
  signature: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-nylas-signature" },
  handshakes: [
    {
      name: "challenge",
      method: "GET",
      when: "query:challenge",
      unsigned: true,
      answer: { echo: "query:challenge" },
    },
  ],
  event: {
    source: "com.nylas",
    type: ["body:/type"],
    id: "body:/id",
    equalDeliveries: {
      possible: false,
      why: "Each body has the id of its event (our reading of the body: recorded requests)",
    },
    time: "body:/time",
    subject: [
      "body:/data/object/id",
      "body:/data/object/message_id",
      "body:/data/object/booking_id",
      "body:/data/object/grant_id",
    ],
    origin: [
      "text:https://api.us.nylas.com/v3/grants/{body:/data/object/grant_id}",
      "text:https://api.us.nylas.com/v3/grants/{body:/data/grant_id}",
    ],
    checkedAgainst: ["our recorded requests"],
    words: {
      "message.*": "email",
      "message.created.truncated": "email created",
      "message.updated.truncated": "email updated",
      "message.link_clicked": "email clicked",
      "message.send_success": "email sent",
      "message.send_failed": "email failed",
      "message.bounce_detected": "email bounced",
      "thread.replied": "email received",
      "event.*": "meeting",
      "contact.*": "contact",
      "folder.*": "folder",
      "grant.*": "credential",
      "booking.*": "meeting",
      "booking.created": "meeting scheduled",
    },
  },
});
