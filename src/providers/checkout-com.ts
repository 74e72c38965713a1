import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "checkout-com",
  name: "Checkout.com",
  category: "payments",
  docs: "https://www.checkout.com/docs/workflows/set-up-your-webhook-receiver",
  setup: {
    where: "Dashboard → Developers → Webhooks → New, or a webhook action of the Workflows API",
    secret: "issued-by-provider",
    note: "The secret is the signature key of the webhook or action. The bridge ignores the authorization header that you can also set.",
  },
  retries: { source: "checkout.com/docs, Webhooks: no schedule in the part that we could read" },
  signature: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "cko-signature" },
  event: {
    source: "com.checkout",
    type: ["body:/type"],
    id: "body:/id",
    equalDeliveries: {
      possible: false,
      why: "The signed body has an id of the event, evt_… (checkout.com/docs)",
    },
    checkedAgainst: ["captured payloads: github.com/hookdeck/webhook-samples"],
    time: "body:/created_on",
    subject: ["body:/data/id", "body:/data/session_id"],
    words: {
      payment_approved: "payment authorized",
      payment_captured: "payment captured",
      payment_declined: "payment failed",
      payment_capture_declined: "payment failed",
      payment_authentication_failed: "payment failed",
      payment_refund_declined: "refund failed",
      payment_canceled: "payment canceled",
      payment_expired: "payment expired",
      payment_voided: "payment voided",
      payment_refunded: "refund succeeded",
      dispute_received: "dispute created",
      dispute_canceled: "dispute canceled",
      dispute_resolved: "dispute resolved",
      dispute_expired: "dispute expired",
    },
  },
});
