import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "paypal",
  name: "PayPal",
  category: "payments",
  docs: "https://developer.paypal.com/api/rest/webhooks/rest/",
  setup: {
    where: "Developer Dashboard → Apps & Credentials → your app → Webhooks → Add webhook",
    secret: "identifier",
    note:
      "The secret is the webhook's id. PayPal signs only a CRC-32 of the body: also check high-value events with its API. " +
      "The webhooks simulator signs for the id WEBHOOK_ID, so its events are refused. Never set that as a secret: anybody " +
      "can have the simulator send to your URL. Use a sandbox app to test.",
  },
  deadlineSeconds: 30,
  retries: {
    hours: 72,
    source:
      "developer.paypal.com/api/rest/webhooks/rest (in public copies of the page): up to 25 attempts " +
      "in three days; it does not say how they are signed",
  },
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
    toleranceSeconds: 262_800,
  },
  event: {
    source: "com.paypal",
    type: ["body:/event_type"],
    id: "body:/id",
    time: "body:/create_time",
    subject: [
      "body:/resource/id",
      "body:/resource/dispute_id",
      "body:/resource/batch_header/payout_batch_id",
      "body:/resource/payout_item_id",
      "body:/resource/invoice/id",
      "body:/resource/merchant_id",
      "body:/resource/payer_id",
    ],
    equalDeliveries: {
      possible: false,
      why: "The transmission's id is signed, and each event has another (developer.paypal.com/api/rest/webhooks/rest)",
    },
    checkedAgainst: ["captured payloads: github.com/hookdeck/webhook-samples"],
    words: {
      "PAYMENT.CAPTURE.*": "payment",
      "PAYMENT.CAPTURE.COMPLETED": "payment succeeded",
      "PAYMENT.CAPTURE.DECLINED": "payment failed",
      "PAYMENT.CAPTURE.DENIED": "payment failed",
      "PAYMENT.CAPTURE.REFUNDED": "refund succeeded",
      "PAYMENT.SALE.*": "payment",
      "PAYMENT.SALE.COMPLETED": "payment succeeded",
      "PAYMENT.SALE.DENIED": "payment failed",
      "PAYMENT.SALE.REFUNDED": "refund succeeded",
      "PAYMENT.AUTHORIZATION.*": "payment",
      "PAYMENT.AUTHORIZATION.CREATED": "payment authorized",
      "PAYMENTS.PAYMENT.*": "payment",
      "CHECKOUT.ORDER.*": "order",
      "BILLING.SUBSCRIPTION.*": "subscription",
      "BILLING.SUBSCRIPTION.PAYMENT.FAILED": "payment failed",
      "BILLING.PLAN.*": "plan",
      "BILLING.PLAN.PRICING-CHANGE.ACTIVATED": "plan updated",
      "CATALOG.PRODUCT.*": "product",
      "CUSTOMER.DISPUTE.*": "dispute",
      "RISK.DISPUTE.*": "dispute",
      "CUSTOMER.PAYOUT.*": "payout",
      "INVOICING.INVOICE.*": "invoice",
      "PAYMENT.PAYOUTSBATCH.*": "payout",
      "PAYMENT.PAYOUTS-ITEM.*": "payout",
      "VAULT.CREDIT-CARD.*": "payment-method",
      "VAULT.PAYMENT-TOKEN.*": "payment-method",
    },
  },
});
