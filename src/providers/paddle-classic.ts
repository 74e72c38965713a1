import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "paddle-classic",
  name: "Paddle Classic",
  category: "payments",
  docs: "https://developer.paddle.com/classic/webhooks/verifying-webhooks",
  setup: {
    where: "Vendor dashboard → Developer Tools → Alerts → Webhook URL",
    secret: "public-key",
    note: "The secret is the public key (Developer Tools → Public Key), as PEM. For Paddle Billing, use the provider `paddle`.",
  },
  retries: {
    source: "developer.paddle.com/classic, Webhooks: no schedule was found",
  },
  signature: {
    scheme: "public-key",
    algorithm: "rsa-sha1",
    key: "pem",
    encoding: "base64",
    from: "form:p_signature",
    signed: "{form as php without p_signature}",
  },
  event: {
    source: "com.paddle.classic",
    type: ["form:alert_name"],
    id: "form:alert_id",
    time: "form:event_time",
    subject: [
      "form:payout_id",
      "form:subscription_payment_id",
      "form:subscription_id",
      "form:order_id",
      "form:checkout_id",
    ],
    equalDeliveries: {
      possible: false,
      why: "alert_id is signed and is one for each alert (developer.paddle.com/classic, Webhook reference)",
    },
    checkedAgainst: ["captured payloads: github.com/hookdeck/webhook-samples"],
    words: {
      subscription_created: "subscription created",
      subscription_updated: "subscription updated",
      subscription_cancelled: "subscription canceled",
      subscription_payment_succeeded: "payment succeeded",
      subscription_payment_failed: "payment failed",
      subscription_payment_refunded: "refund succeeded",
      payment_succeeded: "payment succeeded",
      payment_refunded: "refund succeeded",
      "payment_dispute_*": "dispute",
      "transfer_*": "payout",
      invoice_paid: "invoice paid",
      invoice_sent: "invoice sent",
      invoice_overdue: "invoice overdue",
    },
  },
});
