import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "mollie-classic",
  name: "Mollie (classic webhooks)",
  category: "payments",
  docs: "https://docs.mollie.com/reference/webhooks",
  setup: {
    where: "`webhookUrl` of a payment, order or subscription in the API",
    secret: "chosen-by-you",
    note: "Mollie signs nothing: add ?token=<secret> to the URL. The call names an object that changed; fetch it from the API.",
  },
  deadlineSeconds: 15,
  signature: { scheme: "token", from: "query:token" },
  event: {
    source: "com.mollie",
    type: ["text:updated"],
    // Every change of one object is the same bytes.
    distinct: "delivery",
    subject: "form:id",
  },
});
