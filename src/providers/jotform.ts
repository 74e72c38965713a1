import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "jotform",
  name: "Jotform",
  category: "forms",
  docs: "https://www.jotform.com/help/245-how-to-setup-a-webhook-with-jotform/",
  setup: {
    where: "Form → Settings → Integrations → Webhooks",
    secret: "chosen-by-you",
    note: "End the URL with ?token= and the source's secret. Nothing is signed; the multipart form arrives as data_base64.",
  },
  signature: { scheme: "token", from: "query:token" },
  event: {
    source: "com.jotform",
    // A form's webhook tells of submissions only and names no event.
    type: ["text:form.submitted"],
    words: { "form.submitted": "form" },
  },
});
