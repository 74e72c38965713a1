import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "mercadopago",
  name: "Mercado Pago",
  category: "payments",
  docs: "https://www.mercadopago.com/developers/en/docs/your-integrations/notifications/webhooks",
  setup: {
    where: "Your integrations → your application → Webhooks → Configure notifications",
    secret: "issued-by-provider",
    note: "The id in the URL is signed, the body is not: fetch the payment or order from the API. QR notifications are not signed, so the bridge refuses them.",
  },
  deadlineSeconds: 22,
  retries: {
    hours: 96,
    source:
      "mercadopago.com/developers, After receiving the notification: after 15 and 30 minutes, 6, 48 and 96 hours. Of signing it says nothing",
  },
  signature: {
    scheme: "manifest",
    header: "x-signature",
    encoding: "hex",
    fields: { timestamp: "ts", signature: "v1" },
    pairs: [
      ["id", "query:data.id"],
      ["request-id", "header:x-request-id"],
      ["ts", "timestamp"],
    ],
    toleranceSeconds: 360_000,
  },
  event: {
    source: "com.mercadopago",
    type: ["body:/type", "body:/action"],
    id: "body:/id",
    // A payment can change more than once, and only its id is signed.
    distinct: "signing-time",
    equalDeliveries: {
      possible: true,
      why: "Only the object's id, x-request-id and the time are signed, and a payment changes more than once (mercadopago.com/developers, Webhooks)",
    },
    // date_created is the time at which the payment was created, not updated.
    by: "body:/action",
    cases: { "payment.created": { time: "body:/date_created" }, created: { time: "body:/date_created" } },
    subject: ["query:data.id", "body:/data/id"],
    origin: "text:https://api.mercadopago.com/users/{body:/user_id}",
    checkedAgainst: ["our recorded requests"],
    words: {
      "payment.payment.*": "payment",
      "order.order.*": "order",
      "subscription_preapproval.*": "subscription",
      "topic_chargebacks_wh*": "dispute",
      "topic_claims_integration_wh*": "dispute",
    },
  },
  marks: { sides: [{ at: "body:/live_mode", test: ["false"], live: ["true"] }], sortsKeys: true },
});
