import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "activecampaign",
  name: "ActiveCampaign",
  category: "marketing",
  docs: "https://developers.activecampaign.com/page/webhooks",
  setup: {
    where: "Settings → Developer → Manage Webhooks → Add",
    secret: "chosen-by-you",
    note: "Append `?token=<secret>` to the URL. ActiveCampaign does not sign deliveries.",
  },
  retries: {
    source:
      "developers.activecampaign.com/page/webhooks: its beginning says that they arrive at least once, " +
      "which is not a schedule",
  },
  signature: { scheme: "token", from: "query:token" },
  event: {
    source: "com.activecampaign",
    type: ["form:type"],
    distinct: "delivery",
    equalDeliveries: {
      possible: true,
      why:
        "The form has a time in whole seconds and no id. ActiveCampaign never tries again, so every " +
        "accepted request is an event (developers.activecampaign.com/page/webhooks)",
    },
    checkedAgainst: ["the vendor's documented examples"],
    time: "form:date_time",
    subject: ["form:deal[id]", "form:contact[id]", "form:account[id]", "form:campaign[id]", "form:list[id]"],
    words: {
      subscribe: "subscriber subscribed",
      unsubscribe: "subscriber unsubscribed",
      update: "contact updated",
      contact_tag_added: "contact updated",
      contact_tag_removed: "contact updated",
      sent: "campaign sent",
      open: "email opened",
      click: "email clicked",
      bounce: "email bounced",
      subscriber_note: "note created",
      sms_sent: "message sent",
      sms_reply: "message received",
      sms_unsub: "subscriber unsubscribed",
      deal_add: "deal created",
      deal_update: "deal updated",
      deal_note_add: "note created",
      deal_task_add: "task created",
      deal_task_complete: "task completed",
      account_add: "company created",
      account_update: "company updated",
      list_add: "list created",
    },
  },
});
