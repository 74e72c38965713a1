import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "zoho-crm",
  name: "Zoho CRM",
  category: "crm",
  docs: "https://www.zoho.com/crm/developer/docs/api/v6/notifications/overview.html",
  setup: {
    where: "POST /crm/v6/actions/watch with `notify_url`, `channel_id`, `events` and `token`",
    secret: "chosen-by-you",
    note: "The secret is the channel's `token`, 50 characters at most. A channel expires after a week at most: renew it.",
    form: { most: 50 },
  },
  signature: { scheme: "token", from: "body:/token" },
  event: {
    source: "com.zoho.crm",
    type: ["body:/module", "body:/operation"],
    time: "body:/server_time",
    subject: "body:/ids/0",
    origin: "body:/resource_uri",
    words: {
      "Leads.*": "lead",
      "Contacts.*": "contact",
      "Accounts.*": "company",
      "Deals.*": "deal",
      "Tasks.*": "task",
      "Events.*": "meeting",
      "Calls.*": "call",
      "Notes.*": "note",
      "Products.*": "product",
      "Quotes.*": "quote",
      "Invoices.*": "invoice",
      "Cases.*": "ticket",
      "Campaigns.*": "campaign",
    },
  },
});
