import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "paystack",
  name: "Paystack",
  category: "payments",
  docs: "https://paystack.com/docs/payments/webhooks/",
  setup: {
    where: "Dashboard → Settings → API Keys & Webhooks",
    secret: "issued-by-provider",
    note: "The secret is the API's secret key (sk_live_… or sk_test_…).",
  },
  signature: { scheme: "hmac", hash: "sha512", encoding: "hex", header: "x-paystack-signature" },
  event: {
    source: "com.paystack",
    type: ["body:/event"],
    time: "body:/data/paid_at",
    subject: [
      "body:/data/subscription_code",
      "body:/data/transfer_code",
      "body:/data/invoice_code",
      "body:/data/id",
      "body:/data/reference",
    ],
    words: {
      "charge.success": "payment succeeded",
      "charge.dispute.create": "dispute created",
      "charge.dispute.resolve": "dispute resolved",
      "customeridentification.*": "verification",
      "invoice.create": "invoice",
      "invoice.update": "invoice",
      "invoice.payment_failed": "payment failed",
      "refund.failed": "refund failed",
      "refund.processed": "refund succeeded",
      "subscription.create": "subscription",
      "subscription.disable": "subscription",
      "transfer.*": "transfer",
    },
  },
});
