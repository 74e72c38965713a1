import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "kustomer",
  name: "Kustomer",
  category: "support",
  docs: "https://developer.kustomer.com/docs/events/delivery-and-retries",
  setup: {
    where: "Settings → Platform → Outbound webhooks, or POST /v1/outbound-webhooks",
    secret: "issued-by-provider",
    note: "The secret is `token` in the API's response when you create the webhook.",
  },
  retries: {
    hours: 1,
    source: "developer.kustomer.com/docs/events/delivery-and-retries: for about an hour",
  },
  signature: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-kustomer-webhook-signature" },
  event: {
    source: "com.kustomer",
    type: ["body:/name"],
    id: "body:/id",
    equalDeliveries: {
      possible: false,
      why: "Each body has the id of its event (developer.kustomer.com, Delivery and security)",
    },
    time: ["body:/createdAt", "body:/data/attributes/updatedAt"],
    subject: "body:/data/id",
    checkedAgainst: ["our recorded requests"],
    words: {
      "kustomer.conversation.*": "conversation",
      "kustomer.customer.*": "customer",
      "kustomer.message.*": "message",
      "kustomer.user.*": "user",
      "kustomer.team.*": "team",
      "kustomer.tag.*": "tag",
      "kustomer.company.*": "company",
      "kustomer.note.*": "note",
    },
  },
});
