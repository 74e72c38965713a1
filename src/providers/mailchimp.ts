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
  retries: {
    hours: 1.25,
    source:
      "mailchimp.com/developer/release-notes, 5 April 2021: three times, but not after a 410; within " +
      "an hour and 15 minutes; not seen on the vendor's page",
  },
  signature: { scheme: "token", from: "query:token" },
  handshakes: [{ name: "url-validation", method: "GET", unsigned: true, answer: { status: 200 } }],
  event: {
    source: "com.mailchimp",
    type: ["form:type"],
    equalDeliveries: {
      possible: "unknown",
      why: "No id, and fired_at is to the second: an equal change within it counts once (our reading of the body: recorded requests)",
    },
    time: "form:fired_at",
    subject: ["form:data[id]", "form:data[new_id]"],
    origin: "text:https://api.mailchimp.com/3.0/lists/{form:data[list_id]}",
    by: ["form:data[reason]", "form:data[status]"],
    cases: {
      abuse: { words: { cleaned: "email complained" } },
      sent: { words: { campaign: "campaign sent" } },
    },
    checkedAgainst: ["the vendor's documented examples"],
    words: {
      subscribe: "subscriber subscribed",
      unsubscribe: "subscriber unsubscribed",
      profile: "subscriber updated",
      upemail: "subscriber updated",
      cleaned: "email bounced",
      campaign: "campaign",
    },
  },
  marks: { userAgents: ["MailChimp", "MailChimp.com WebHook Validator"] },
});
