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
    subject: ["form:subscription_id", "form:order_id", "form:checkout_id"],
    words: {
      subscription_created: "subscription created",
      subscription_updated: "subscription updated",
      subscription_cancelled: "subscription canceled",
      subscription_payment_succeeded: "payment succeeded",
      subscription_payment_failed: "payment failed",
      subscription_payment_refunded: "payment refunded",
      payment_succeeded: "payment succeeded",
      payment_refunded: "payment refunded",
      "payment_dispute_*": "dispute",
      "transfer_*": "payout",
    },
  },
});
