import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "square",
  name: "Square",
  category: "payments",
  docs: "https://developer.squareup.com/docs/webhooks/step3validate",
  setup: {
    where: "Developer Console → your application → Webhooks → Subscriptions → Add subscription",
    secret: "issued-by-provider",
    note: "The secret is the subscription's signature key. The URL is signed: give the public one, to the letter.",
  },
  deadlineSeconds: 10,
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "base64",
    header: "x-square-hmacsha256-signature",
    signed: "{url}{body}",
    json: true,
  },
  event: {
    source: "com.squareup",
    type: ["body:/type"],
    id: "body:/event_id",
    time: "body:/created_at",
    subject: "body:/data/id",
    origin: "text:https://connect.squareup.com/v2/merchants/{body:/merchant_id}",
    // biome-ignore format: a table to read across
    words: {
      "card.*": "card", "customer.created": "customer", "customer.updated": "customer",
      "customer.deleted": "customer", "dispute.created": "dispute", "dispute.state.updated": "dispute",
      "inventory.count.updated": "inventory updated", "invoice.created": "invoice",
      "invoice.published": "invoice", "invoice.updated": "invoice", "invoice.canceled": "invoice",
      "invoice.deleted": "invoice", "invoice.refunded": "invoice", "invoice.payment_made": "invoice paid",
      "location.created": "location", "location.updated": "location", "order.created": "order",
      "order.updated": "order", "order.fulfillment.updated": "fulfillment", "payment.*": "payment",
      "payout.*": "payout", "refund.*": "refund", "subscription.created": "subscription",
      "subscription.updated": "subscription",
    },
  },
});
