import { defineProvider } from "../core/provider.ts";
import type { WordRules } from "../core/words/words.ts";

const words: WordRules = {
  "account.updated": "account",
  "account.application.authorized": "app installed",
  "account.application.deauthorized": "app uninstalled",
  "apps.install.created": "app installed",
  "apps.install.updated": "app updated",
  "apps.install.deleted": "app uninstalled",
  "balance.available": "balance updated",
  "billing.alert.triggered": "alert",
  "charge.*": "payment",
  "charge.dispute.*": "dispute",
  "charge.refund.*": "refund",
  "checkout.session.*": "checkout",
  "checkout.session.async_payment_failed": "payment failed",
  "checkout.session.async_payment_succeeded": "payment succeeded",
  "coupon.*": "coupon",
  "customer.created": "customer",
  "customer.updated": "customer",
  "customer.deleted": "customer",
  "customer.discount.*": "discount",
  "customer.discount.source_changed": "discount updated",
  "customer.source.*": "payment-method",
  "customer.subscription.*": "subscription",
  "customer.subscription.active": "subscription activated",
  "customer.subscription.cancel_at_changed": "subscription updated",
  "customer.subscription.default_payment_method_changed": "subscription updated",
  "customer.subscription.deleted": "subscription canceled",
  "customer.subscription.incomplete_expired": "subscription expired",
  "customer.subscription.item_*": "subscription updated",
  "customer.tax_id.*": "tax",
  "customer_cash_balance_transaction.created": "transaction created",
  "file.*": "file",
  "identity.verification_session.*": "verification",
  "identity.verification_session.verified": "verification succeeded",
  "invoice.*": "invoice",
  "invoice.discount_*": "invoice updated",
  "invoice.line_item_*": "invoice updated",
  "invoice.payment_*": "payment",
  "invoice_payment.*": "payment",
  "invoice_payment.paid": "payment succeeded",
  "issuing_card.*": "card",
  "issuing_dispute.*": "dispute",
  "issuing_transaction.*": "transaction",
  "issuing_transaction.purchase_details_receipt_updated": "transaction updated",
  "mandate.*": "mandate",
  "payment_intent.*": "payment",
  "payment_intent.amount_capturable_updated": "payment authorized",
  "payment_intent.payment_failed": "payment failed",
  "payment_method.*": "payment-method",
  "payment_method.automatically_updated": "payment-method updated",
  "payout.*": "payout",
  "plan.*": "plan",
  "price.*": "price",
  "price.lookup_key_changed": "price updated",
  "price.tax_behavior_changed": "price updated",
  "product.*": "product",
  "product.default_price_changed": "product updated",
  "product.tax_code_changed": "product updated",
  "promotion_code.*": "discount",
  "quote.*": "quote",
  "radar.early_fraud_warning.*": "alert",
  "refund.*": "refund",
  "reporting.report_run.*": "report",
  "review.*": "review",
  "review.opened": "review created",
  "tax_rate.*": "tax",
  "transfer.*": "transfer",
};

const thinWords: WordRules = Object.fromEntries(
  Object.entries(words).map(([name, rule]) => [`v1.${name}`, rule]),
);

const v2Words: WordRules = {
  "v2.core.account.*": "account",
  // What of the account has changed is in brackets.
  "v2.core.account[*": "account updated",
  "v2.money_management.recipient_verification.*": "verification",
  "v2.money_management.transaction.*": "transaction",
};

export default defineProvider({
  id: "stripe",
  name: "Stripe",
  category: "payments",
  docs: "https://docs.stripe.com/webhooks/signature",
  setup: {
    where: "Dashboard → Workbench → Webhooks → Add destination",
    secret: "issued-by-provider",
    note: "The secret is the destination's signing secret, including whsec_.",
    form: { begins: "whsec_" },
  },
  deadlineSeconds: 20,
  retries: {
    hours: 72,
    signed: "anew",
    source:
      "docs.stripe.com/webhooks: up to three days, each attempt with a new signature and time; " +
      "stripe-node refuses after 300 s",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "stripe-signature",
    // Only v1: v0 belongs to test events and proves nothing.
    fields: { timestamp: "t", signature: "v1" },
    signed: "{timestamp}.{body}",
    toleranceSeconds: 300,
  },
  event: {
    source: "com.stripe",
    type: ["body:/type"],
    id: "body:/id",
    time: "body:/created",
    // Thin events refer to their object instead of carrying it.
    subject: ["body:/data/object/id", "body:/related_object/id"],
    origin: [
      "text:https://api.stripe.com/v1/accounts/{body:/account}",
      "text:https://api.stripe.com/v1/accounts/{body:/context}",
      "text:https://api.stripe.com",
    ],
    equalDeliveries: {
      possible: false,
      why: "The event's id is in the signed body and unique to it (docs.stripe.com/api/events)",
    },
    checkedAgainst: [
      "the type package stripe 23.1: Stripe.Event",
      "payloads composed from stripe/openapi's fixtures",
      "captured payloads: github.com/hookdeck/webhook-samples",
    ],
    // Thin events have the same names behind v1.
    words: { ...words, ...thinWords, ...v2Words },
  },
});
