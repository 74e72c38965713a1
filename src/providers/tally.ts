import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "tally",
  name: "Tally",
  category: "forms",
  docs: "https://tally.so/help/webhooks",
  setup: {
    where: "Form → Integrations → Webhooks → Connect",
    secret: "issued-by-provider",
    note: "Add a signing secret; without one, Tally does not sign deliveries.",
  },
  retries: {
    source: "developers.tally.so, Webhook events: deliveries are retried, without the times",
  },
  signature: { scheme: "hmac", hash: "sha256", encoding: "base64", header: "tally-signature" },
  event: {
    source: "so.tally",
    type: ["body:/eventType"],
    id: "body:/eventId",
    time: "body:/createdAt",
    subject: "body:/data/responseId",
    origin: "text:https://tally.so/forms/{body:/data/formId}",
    equalDeliveries: {
      possible: false,
      why: "eventId is in the signed body (tally.so/help/webhooks)",
    },
    checkedAgainst: [],
    words: { FORM_RESPONSE: "form submitted" },
  },
});
