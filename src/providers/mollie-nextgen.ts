import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "mollie-nextgen",
  name: "Mollie (next-gen webhooks)",
  category: "payments",
  docs: "https://docs.mollie.com/reference/webhooks-new",
  setup: {
    where: "Mollie Web app → Developers → Webhooks → Create webhook",
    secret: "issued-by-provider",
    note: "For 24 hours after a rotation, Mollie signs with both secrets. For webhooks set on a payment (webhookUrl), use the provider `mollie-classic`.",
  },
  deadlineSeconds: 15,
  retries: {
    hours: 26,
    source:
      "docs.mollie.com/reference/webhooks-new: by its part Retry schema, which could not be read; " +
      "that of the classic webhooks makes ten calls within 26 hours " +
      "(github.com/mollie/api-documentation); not seen on the vendor's page",
  },
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
    equalDeliveries: {
      possible: false,
      why: "Each body has the id of its event (our reading of the body: recorded requests)",
    },
    time: "body:/createdAt",
    subject: "body:/entityId",
    checkedAgainst: ["the vendor's documented example: docs.mollie.com/reference/webhooks-new"],
    words: {
      "payment.authorized": "payment",
      "payment.failed": "payment",
      "payment.canceled": "payment",
      "payment.expired": "payment",
      "payment.paid": "payment succeeded",
      "payment-link.paid": "payment succeeded",
      "refund.*": "refund",
      "refund.refunded": "refund succeeded",
      "capture.succeeded": "payment captured",
      "chargeback.received": "dispute created",
      "payout.*": "payout",
      "sales-invoice.created": "invoice",
      "sales-invoice.canceled": "invoice",
      "sales-invoice.paid": "invoice",
      "business-account-transfer.*": "transfer",
    },
  },
  marks: { userAgents: ["Mollie"] },
});
