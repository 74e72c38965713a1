import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "fillout",
  name: "Fillout",
  category: "forms",
  docs: "https://www.fillout.com/help/webhook",
  setup: {
    where: "Form → Integrate → Webhook → Advanced view → Headers",
    secret: "chosen-by-you",
    note: "Add the header `Authorization: Bearer <secret>`. Fillout does not sign deliveries.",
  },
  retries: { source: "www.fillout.com/help/webhook: retries were looked for there, and not found" },
  signature: { scheme: "token", from: "header:authorization", prefix: "Bearer " },
  event: {
    source: "com.fillout",
    // The webhook reports only submissions and names no event.
    type: ["text:form.submitted"],
    equalDeliveries: {
      possible: false,
      why: "Each body has the id of its submission, and the time of it (www.fillout.com/help/webhook)",
    },
    checkedAgainst: [],
    time: "body:/submission/submissionTime",
    subject: "body:/submission/submissionId",
    origin: "text:https://api.fillout.com/v1/api/forms/{body:/formId}",
    words: { "form.submitted": "form" },
  },
});
