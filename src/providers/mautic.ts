import { defineProvider } from "../core/provider.ts";

const eventKinds = [
  "mautic.lead_post_save_new",
  "mautic.lead_post_save_update",
  "mautic.lead_post_delete",
  "mautic.lead_points_change",
  "mautic.lead_channel_subscription_changed",
  "mautic.lead_company_change",
  "mautic.lead_list_change",
  "mautic.company_post_save",
  "mautic.company_post_delete",
  "mautic.email_on_send",
  "mautic.email_on_open",
  "mautic.form_on_submit",
  "mautic.page_on_hit",
  "mautic.sms_on_send",
] as const;

export default defineProvider({
  id: "mautic",
  name: "Mautic",
  category: "marketing",
  docs: "https://devdocs.mautic.org/en/latest/webhooks/getting_started.html",
  setup: {
    where: "Settings → Webhooks → New",
    secret: "chosen-by-you",
    note: "Event types that a plugin adds need a separate webhook: from a mixed batch, the bridge takes only Mautic's own.",
  },
  retries: {
    source:
      "github.com/mautic/mautic WebhookModel: what failed stays in its queue and goes with the next batch, without an end",
  },
  signature: { scheme: "hmac", hash: "sha256", encoding: "base64", header: "webhook-signature" },
  event: {
    source: "org.mautic",
    each: eventKinds.map((kind) => `body:/${kind}` as const),
    type: ["key:body:"],
    equalDeliveries: {
      possible: "unknown",
      why: "An item's timestamp is to the second, and a batch has no id: an equal batch within it counts once (github.com/mautic/mautic WebhookModel)",
    },
    // A batch can contain several kinds, each in a list under its name.
    by: ["item:1#", "text:status {item:/new_status}"],
    cases: {
      ...Object.fromEntries(eventKinds.map((kind) => [kind, { type: ["item:1#"] as const }])),
      "status unsubscribed": {
        words: { "mautic.lead_channel_subscription_changed": "subscriber unsubscribed" },
      },
    },
    time: "item:/timestamp",
    subject: ["item:/submission/id", "item:/contact/id", "item:/lead/id", "item:/company/id", "item:/id"],
    checkedAgainst: ["the sender's source: github.com/mautic/mautic"],
    words: {
      "mautic.lead_post_save_new": "contact created",
      "mautic.lead_post_save_update": "contact updated",
      "mautic.lead_post_delete": "contact deleted",
      "mautic.lead_points_change": "contact updated",
      "mautic.lead_channel_subscription_changed": "contact updated",
      "mautic.lead_company_change": "contact updated",
      "mautic.lead_list_change": "contact updated",
      "mautic.page_on_hit": "page viewed",
      "mautic.company_post_save": "company updated",
      "mautic.company_post_delete": "company deleted",
      "mautic.email_on_send": "email sent",
      "mautic.email_on_open": "email opened",
      "mautic.form_on_submit": "form submitted",
      "mautic.sms_on_send": "message sent",
    },
  },
});
