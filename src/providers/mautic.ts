import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "mautic",
  name: "Mautic",
  category: "marketing",
  docs: "https://devdocs.mautic.org/en/latest/webhooks/getting_started.html",
  setup: {
    where: "Settings → Webhooks → New",
    secret: "chosen-by-you",
    note: "One webhook an event: a batch of several kinds is named by its first.",
  },
  signature: { scheme: "hmac", hash: "sha256", encoding: "base64", header: "webhook-signature" },
  event: {
    source: "org.mautic",
    each: [
      "body:/mautic.lead_post_save_new",
      "body:/mautic.lead_post_save_update",
      "body:/mautic.lead_post_delete",
      "body:/mautic.lead_points_change",
      "body:/mautic.lead_channel_subscription_changed",
      "body:/mautic.lead_company_change",
      "body:/mautic.company_post_save",
      "body:/mautic.company_post_delete",
      "body:/mautic.email_on_send",
      "body:/mautic.email_on_open",
      "body:/mautic.form_on_submit",
      "body:/mautic.page_on_hit",
      "body:/mautic.sms_on_send",
    ],
    type: ["key:body:"],
    time: "item:/timestamp",
    subject: ["item:/contact/id", "item:/lead/id", "item:/company/id", "item:/id"],
    // biome-ignore format: a table to read across
    words: { "mautic.lead_post_save_new": "contact created",
      "mautic.lead_post_save_update": "contact updated", "mautic.lead_*": "contact",
      "mautic.company_post_save": "company updated", "mautic.company_post_delete": "company deleted",
      "mautic.email_on_send": "email sent", "mautic.email_on_open": "email opened",
      "mautic.form_on_submit": "form submitted", "mautic.sms_on_send": "message sent" },
  },
});
