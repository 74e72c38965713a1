import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "airwallex",
  name: "Airwallex",
  category: "payments",
  docs: "https://www.airwallex.com/docs/developer-tools/webhooks/listen-for-webhook-events",
  setup: {
    where: "Airwallex web app → Developer → Webhooks → New webhook",
    secret: "issued-by-provider",
    note: "Each subscription has its own secret. Test events from the console are signed with a different secret, which they contain.",
  },
  retries: {
    hours: 72,
    source:
      "airwallex.com/docs/developer-tools/webhooks/webhooks-overview: over about three days; it " +
      "does not say whether x-timestamp is new then",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "x-signature",
    timestamp: "header:x-timestamp",
    timestampUnit: "ms",
    signed: "{timestamp}{body}",
    // Its schedule and a day, because attempts may carry the first one's time.
    toleranceSeconds: 345_600,
  },
  event: {
    source: "com.airwallex",
    type: ["body:/name"],
    id: "body:/id",
    equalDeliveries: {
      possible: false,
      why:
        "The signed body has an id of the event, which is the same on every attempt " +
        "(airwallex.com/docs/developer-tools/webhooks/webhooks-overview)",
    },
    checkedAgainst: ["the vendor's documented examples"],
    time: "body:/created_at",
    subject: ["body:/data/object/id", "body:/data/id"],
    origin: "text:https://api.airwallex.com/api/v1/accounts/{body:/account_id}",
    words: {
      "payment_intent.created": "payment created",
      "payment_intent.succeeded": "payment succeeded",
      "payment_intent.cancelled": "payment canceled",
      "payment_attempt.authorized": "payment authorized",
      "payment_attempt.settled": "payment settled",
      "payment_attempt.authentication_failed": "payment failed",
      "payment_attempt.authorization_failed": "payment failed",
      "payment_attempt.capture_failed": "payment failed",
      "refund.*": "refund",
      "payment_dispute.*": "dispute",
      "payment_method.*": "payment-method",
      "customer.*": "customer",
      "payout.transfer.*": "transfer",
    },
  },
});
