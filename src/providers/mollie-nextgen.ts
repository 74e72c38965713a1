import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "mollie-nextgen",
  name: "Mollie (next-gen webhooks)",
  category: "payments",
  docs: "https://docs.mollie.com/reference/webhooks-new",
  setup: {
    where: "Mollie Web app → Developers → Webhooks → Create webhook",
    secret: "issued-by-provider",
    note: "For 24 hours after a rotation Mollie signs with both secrets. Webhooks set on a payment (webhookUrl) are mollie-classic.",
  },
  deadlineSeconds: 15,
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "x-mollie-signature",
    prefix: "sha256=",
    separator: ",",
  },
  event: {
    source: "com.mollie",
    type: ["body:/type"],
    id: "body:/id",
    time: "body:/createdAt",
    subject: "body:/entityId",
    // biome-ignore format: a table to read across
    words: {
      "payment.authorized": "payment", "payment.failed": "payment", "payment.canceled": "payment",
      "payment.expired": "payment", "payment.paid": "payment succeeded",
      "payment-link.paid": "payment succeeded", "refund.*": "refund", "refund.refunded": "refund succeeded",
      "capture.succeeded": "payment captured", "chargeback.received": "dispute created", "payout.*": "payout",
      "sales-invoice.created": "invoice", "sales-invoice.canceled": "invoice",
      "sales-invoice.paid": "invoice", "business-account-transfer.*": "transfer",
    },
  },
});
