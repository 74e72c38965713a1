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
  signature: { scheme: "hmac", hash: "sha256", encoding: "base64", header: "tally-signature" },
  event: {
    source: "so.tally",
    type: ["body:/eventType"],
    id: "body:/eventId",
    time: "body:/createdAt",
    subject: "body:/data/responseId",
    origin: "text:https://tally.so/forms/{body:/data/formId}",
    words: { FORM_RESPONSE: "form submitted" },
  },
});
