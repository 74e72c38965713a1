import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "mollie-classic",
  name: "Mollie (classic webhooks)",
  category: "payments",
  docs: "https://docs.mollie.com/reference/webhooks",
  setup: {
    where: "In the API: `webhookUrl` of a payment, order or subscription",
    secret: "chosen-by-you",
    note: "Append `?token=<secret>` to the URL. Mollie does not sign these deliveries. A delivery only names the changed object: fetch it from the API.",
  },
  deadlineSeconds: 15,
  retries: {
    hours: 26,
    source: "github.com/mollie/api-documentation, source/overview/webhooks.rst: ten calls within 26 hours",
  },
  signature: { scheme: "token", from: "query:token" },
  event: {
    source: "com.mollie",
    type: ["text:updated"],
    // Every change of one object is the same bytes.
    distinct: "delivery",
    equalDeliveries: {
      possible: true,
      why:
        "Every change of one object is the same bytes: each accepted request is an event " +
        "(github.com/mollie/api-documentation, source/overview/webhooks.rst)",
    },
    subject: "form:id",
    checkedAgainst: ["the vendor's documented examples"],
  },
  marks: { userAgents: ["Mollie HTTP client"] },
});
