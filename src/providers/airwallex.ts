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
        "(www.airwallex.com/docs/developer-tools/webhooks/webhooks-overview)",
    },
    checkedAgainst: ["our recorded requests"],
    time: "body:/created_at",
    subject: ["body:/data/object/id", "body:/data/id"],
    origin: "text:https://api.airwallex.com/api/v1/accounts/{body:/account_id}",
    words: {
      "account.*": "account",
      "account.active": "account activated",
      "billing_checkout.*": "checkout",
      "billing_transaction.*": "transaction",
      "customer.*": "customer",
      "invoice.*": "invoice",
      "invoice.payment.paid": "invoice paid",
      "issuing.card.*": "card",
      "issuing.card.active": "card activated",
      "issuing.card.inactive": "card deactivated",
      "issuing.transaction.*": "transaction",
      "payment_attempt.authorized": "payment authorized",
      "payment_attempt.settled": "payment settled",
      "payment_attempt.authentication_failed": "payment failed",
      "payment_attempt.authorization_failed": "payment failed",
      "payment_attempt.capture_failed": "payment failed",
      "payment_attempt.failed_to_process": "payment failed",
      "payment_attempt.risk_declined": "payment failed",
      "payment_consent.*": "mandate",
      "payment_dispute.*": "dispute",
      "payment_dispute.won": "dispute closed",
      "payment_dispute.lost": "dispute closed",
      "payment_intent.created": "payment created",
      "payment_intent.payment_failed": "payment failed",
      "payment_intent.succeeded": "payment succeeded",
      "payment_intent.cancelled": "payment canceled",
      "payment_intent.requires_capture": "payment authorized",
      "payment_method.*": "payment-method",
      "payout.transfer.*": "transfer",
      "refund.*": "refund",
      // The request for it was received.
      "refund.received": "refund created",
      "spend.expense.*": "expense",
      "subscription.*": "subscription",
      "subscription.active": "subscription activated",
      "wallet_transfer.*": "transfer",
    },
  },
});
