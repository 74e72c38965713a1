import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "ecwid",
  name: "Ecwid by Lightspeed",
  category: "ecommerce",
  docs: "https://docs.ecwid.com/develop-apps/webhooks",
  setup: {
    where: "developers.ecwid.com → your app → Details → Webhooks",
    secret: "issued-by-provider",
    note:
      "The secret is the app's client_secret. Only the event's id and time are signed: fetch the order or " +
      "product from the API.",
  },
  retries: {
    hours: 24,
    signed: "once",
    source:
      "docs.ecwid.com, Webhooks: every 15 minutes, then every hour, for a day; eventCreated, which " +
      "is signed, is the event's; not seen on the vendor's page",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "base64",
    header: "x-ecwid-webhook-signature",
    signed: "{body:/eventCreated}.{body:/eventId}",
  },
  event: {
    source: "com.ecwid",
    type: ["body:/eventType"],
    id: "body:/eventId",
    equalDeliveries: {
      possible: false,
      why: "eventId is signed, and one for each event (our reading of the body: recorded requests)",
    },
    checkedAgainst: ["the vendor's documented examples: developers.ecwid.com, Webhook structure"],
    time: "body:/eventCreated",
    subject: ["body:/entityId", "body:/data/orderId"],
    origin: "text:https://app.ecwid.com/api/v3/{body:/storeId}",
    by: "text:{body:/data/oldPaymentStatus}-{body:/data/newPaymentStatus}",
    cases: { "AWAITING_PAYMENT-PAID": { words: { "order.updated": "order paid" } } },
    words: {
      "order.*": "order",
      "unfinished_order.*": "cart",
      "product.*": "product",
      "customer.*": "customer",
      "category.*": "group",
      "application.*": "app",
      "discount_coupon.*": "coupon",
      "review.*": "review",
    },
  },
});
