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
  retries: {
    source: "zoho.com/crm/developer/docs, Notification APIs: says nothing of retries",
  },
  signature: { scheme: "token", from: "body:/token" },
  event: {
    source: "com.zoho.crm",
    type: ["body:/module", "body:/operation"],
    time: "body:/server_time",
    // One notification has the ids of all records that an import or a mass update changed.
    each: "body:/ids",
    data: "body:",
    subject: ["item:", "body:/ids/0"],
    origin: "body:/resource_uri",
    equalDeliveries: {
      possible: false,
      why:
        "server_time is in milliseconds, beside the module, the operation and the records' ids " +
        "(zoho.com/crm/developer/docs, Notification APIs)",
    },
    checkedAgainst: [],
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
