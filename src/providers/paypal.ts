import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "paypal",
  name: "PayPal",
  category: "payments",
  docs: "https://developer.paypal.com/api/rest/webhooks/rest/",
  setup: {
    where: "Developer Dashboard → Apps & Credentials → your app → Webhooks → Add webhook",
    secret: "identifier",
    note: "The secret is the webhook's id. PayPal signs only a CRC-32 of the body: also check high-value events with its API.",
  },
  deadlineSeconds: 30,
  signature: {
    scheme: "fetched-key",
    signatures: [{ from: "header:paypal-transmission-sig", key: "header:paypal-cert-url" }],
    under: [
      "https://api.paypal.com/v1/notifications/certs/",
      "https://api-m.paypal.com/v1/notifications/certs/",
      "https://api.sandbox.paypal.com/v1/notifications/certs/",
      "https://api-m.sandbox.paypal.com/v1/notifications/certs/",
    ],
    names: "CERT-[0-9A-Za-z-]{1,64}",
    holds: "certificate",
    timestamp: "header:paypal-transmission-time",
    timestampUnit: "iso",
    signed: "{header:paypal-transmission-id}|{timestamp}|{secret}|{body as crc32}",
    // PayPal retries for three days and does not say whether it signs each attempt again.
    toleranceSeconds: 259_200,
  },
  event: {
    source: "com.paypal",
    type: ["body:/event_type"],
    id: "body:/id",
    time: "body:/create_time",
    subject: "body:/resource/id",
    words: {
      "PAYMENT.CAPTURE.COMPLETED": "payment succeeded",
      "PAYMENT.CAPTURE.DENIED": "payment rejected",
      "PAYMENT.CAPTURE.REFUNDED": "payment refunded",
      "PAYMENT.CAPTURE.*": "payment",
      "PAYMENT.SALE.*": "payment",
      "PAYMENT.AUTHORIZATION.*": "payment",
      "CHECKOUT.ORDER.*": "order",
      "BILLING.SUBSCRIPTION.PAYMENT.FAILED": "payment failed",
      "BILLING.SUBSCRIPTION.*": "subscription",
      "BILLING.PLAN.*": "plan",
      "CUSTOMER.DISPUTE.*": "dispute",
      "INVOICING.INVOICE.*": "invoice",
      "PAYMENT.PAYOUTSBATCH.*": "payout",
    },
  },
});
