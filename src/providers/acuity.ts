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
  signature: { scheme: "hmac", hash: "sha256", encoding: "base64", header: "x-acuity-signature" },
  event: {
    source: "com.acuityscheduling",
    type: ["form:action"],
    // Every change of one appointment sends the same form.
    distinct: "delivery",
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
