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
    note: "The secret is the API key of the main administrator.",
  },
  signature: { scheme: "hmac", hash: "sha256", encoding: "base64", header: "x-acuity-signature" },
  event: {
    source: "com.acuityscheduling",
    type: ["form:action"],
    // The form says which appointment, and is the same for each of its changes.
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
