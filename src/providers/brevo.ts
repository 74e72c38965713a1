import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "brevo",
  aliases: ["sendinblue"],
  name: "Brevo",
  category: "marketing",
  docs: "https://developers.brevo.com/docs/how-to-use-webhooks",
  setup: {
    where: "Settings → Webhooks → Add a new webhook → Authentication method: Token",
    secret: "chosen-by-you",
    note: "Enter the secret as the token. Brevo does not sign deliveries.",
  },
  signature: { scheme: "token", from: "header:authorization", prefix: "Bearer " },
  event: {
    source: "com.brevo",
    type: ["body:/event"],
    // `id` identifies the webhook, not the event.
    time: ["body:/ts_event", "body:/ts"],
    subject: ["body:/message-id", "body:/camp_id", "body:/email"],
    words: {
      request: "email sent",
      delivered: "email delivered",
      deferred: "email deferred",
      hard_bounce: "email bounced",
      soft_bounce: "email bounced",
      opened: "email opened",
      unique_opened: "email opened",
      click: "email clicked",
      spam: "email complained",
      blocked: "email blocked",
      error: "email failed",
      unsubscribed: "subscriber unsubscribed",
      unsubscribe: "subscriber unsubscribed",
      contact_updated: "contact updated",
      contact_deleted: "contact deleted",
      inboundEmailProcessed: "email received",
    },
  },
});
