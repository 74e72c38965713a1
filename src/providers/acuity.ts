import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "acuity",
  aliases: ["acuity-scheduling"],
  name: "Acuity Scheduling",
  category: "forms",
  docs: "https://developers.acuityscheduling.com/docs/webhooks",
  setup: {
    where: "Integrations → API → Webhooks",
    secret: "issued-by-provider",
    note: "The secret is the main administrator's API key.",
  },
  retries: {
    source: "developers.acuityscheduling.com/docs/webhooks: no schedule in the part that we could read",
  },
  signature: { scheme: "hmac", hash: "sha256", encoding: "base64", header: "x-acuity-signature" },
  event: {
    source: "com.acuityscheduling",
    type: ["form:action"],
    // Every change of one appointment sends the same form.
    distinct: "delivery",
    equalDeliveries: {
      possible: true,
      why:
        "Every change of one appointment sends the same form, with neither a time nor an id of the " +
        "change; so every accepted request is an event, even a repeated one " +
        "(developers.acuityscheduling.com/docs/webhooks)",
    },
    checkedAgainst: ["our recorded requests"],
    subject: "form:id",
    words: {
      scheduled: "meeting scheduled",
      rescheduled: "meeting rescheduled",
      canceled: "meeting canceled",
      changed: "meeting updated",
      "appointment.*": "meeting",
      "order.completed": "order completed",
    },
  },
});
