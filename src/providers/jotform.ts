import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "jotform",
  name: "Jotform",
  category: "forms",
  docs: "https://www.jotform.com/help/245-how-to-setup-a-webhook-with-jotform/",
  setup: {
    where: "Form → Settings → Integrations → Webhooks",
    secret: "chosen-by-you",
    note: "Append `?token=<secret>` to the URL. Jotform does not sign deliveries. The multipart form arrives as data_base64.",
  },
  retries: { source: "jotform.com/help, How to Setup a Webhook: says nothing of further attempts" },
  signature: { scheme: "token", from: "query:token" },
  event: {
    source: "com.jotform",
    // The webhook reports only submissions and names no event.
    type: ["text:form.submitted"],
    equalDeliveries: {
      possible: false,
      why: "Each form has the submissionID of its submission, and other answers after an edit (jotform.com/help, How to Setup a Webhook)",
    },
    subject: "form:submissionID",
    checkedAgainst: [],
    words: { "form.submitted": "form" },
  },
});
