import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "mailchimp",
  name: "Mailchimp Marketing",
  category: "marketing",
  docs: "https://mailchimp.com/developer/marketing/guides/sync-audience-data-webhooks/",
  setup: {
    where: "Audience → Settings → Webhooks → Create New Webhook",
    secret: "chosen-by-you",
    note: "Append `?token=<secret>` to the URL. Mailchimp does not sign deliveries.",
  },
  signature: { scheme: "token", from: "query:token" },
  handshakes: [{ name: "url-validation", method: "GET", unsigned: true, answer: { status: 200 } }],
  event: {
    source: "com.mailchimp",
    type: ["form:type"],
    time: "form:fired_at",
    subject: "form:data[id]",
    origin: "text:https://api.mailchimp.com/3.0/lists/{form:data[list_id]}",
    words: {
      subscribe: "subscriber subscribed",
      unsubscribe: "subscriber unsubscribed",
      profile: "subscriber updated",
      upemail: "subscriber updated",
      campaign: "campaign",
    },
  },
});
