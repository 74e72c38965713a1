import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "mailersend",
  name: "MailerSend",
  category: "comms",
  docs: "https://developers.mailersend.com/api/v1/webhooks.html",
  setup: {
    where: "Email → Domains → Manage → Webhooks → Create webhook",
    secret: "issued-by-provider",
    note: "The secret is the webhook's signing secret.",
  },
  retries: {
    hours: 0.04,
    source:
      "github.com/anymail/django-anymail, docs/esps/mailersend.rst: twice, after 10 and after 100 " +
      "seconds; not seen on the vendor's page",
  },
  signature: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "signature" },
  event: {
    source: "com.mailersend",
    type: ["body:/type"],
    equalDeliveries: {
      possible: false,
      why: "created_at is to the microsecond, and an activity has an id (our reading of the body: recorded requests)",
    },
    time: "body:/created_at",
    subject: ["body:/data/email/id", "body:/data/id"],
    origin: "text:https://api.mailersend.com/v1/domains/{body:/domain_id}",
    by: "body:/data/object",
    // Only activities have their own id; elsewhere, it is the changed object's.
    // The first open is sent as two event types.
    cases: { activity: { id: "text:{body:/type}-{body:/data/id}" } },
    checkedAgainst: ["our recorded requests"],
    words: {
      "activity.*": "email",
      "activity.soft_bounced": "email bounced",
      "activity.unsubscribed": "subscriber unsubscribed",
      "activity.hard_bounced": "email bounced",
      "activity.spam_complaint": "email complained",
      "activity.opened_unique": "email opened",
      "activity.clicked_unique": "email clicked",
      "activity.survey_opened": "form opened",
      "activity.survey_submitted": "form submitted",
      "inbound.message": "email received",
      "sms.*": "message",
    },
  },
  marks: { userAgents: ["MailerSend"] },
});
