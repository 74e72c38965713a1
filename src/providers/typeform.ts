import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "typeform",
  name: "Typeform",
  category: "forms",
  docs: "https://www.typeform.com/developers/webhooks/secure-your-webhooks/",
  setup: {
    where: "Form → Connect → Webhooks → Add a webhook → Edit → Secret",
    secret: "chosen-by-you",
    note: "Without a secret, Typeform does not sign deliveries.",
  },
  retries: {
    hours: 10,
    source:
      "typeform.com/developers/webhooks, Delivery retries: after 503, every two to three minutes for " +
      "ten hours",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "base64",
    header: "typeform-signature",
    prefix: "sha256=",
  },
  event: {
    source: "com.typeform",
    type: ["body:/event_type"],
    id: "body:/event_id",
    time: "body:/form_response/submitted_at",
    subject: "body:/form_response/token",
    origin: "text:https://api.typeform.com/forms/{body:/form_response/form_id}",
    equalDeliveries: {
      possible: false,
      why: "event_id is in the signed body (typeform.com/developers/webhooks, Example payload)",
    },
    checkedAgainst: ["our recorded requests"],
    words: { form_response: "form submitted" },
  },
  marks: { userAgents: ["Typeform Webhooks"] },
});
