import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "stripe",
  name: "Stripe",
  category: "payments",
  docs: "https://docs.stripe.com/webhooks/signature",
  setup: {
    where: "Dashboard → Workbench → Webhooks → Add destination",
    secret: "issued-by-provider",
    note: "The secret is the destination's signing secret, whsec_ included.",
  },
  deadlineSeconds: 20,
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "stripe-signature",
    // Only v1: v0 belongs to test events and is no proof.
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
      "text:https://api.stripe.com/v2/core/accounts/{body:/context}",
      "text:https://api.stripe.com",
    ],
    // biome-ignore format: a table to read across
    words: {
      "account.updated": "account", "account.application.authorized": "app installed",
      "account.application.deauthorized": "app uninstalled", "charge.*": "payment", "charge.dispute.*": "dispute", "charge.refund.*": "refund", "refund.*": "refund",
      "checkout.session.*": "checkout", "customer.created": "customer", "customer.updated": "customer",
      "customer.deleted": "customer", "customer.discount.*": "discount", "customer.source.*": "payment-method",
      "customer.subscription.created": "subscription", "customer.subscription.updated": "subscription",
      "customer.subscription.deleted": "subscription canceled", "customer.subscription.paused": "subscription",
      "customer.subscription.resumed": "subscription", "customer.tax_id.*": "tax",
      "coupon.*": "coupon", "promotion_code.*": "discount", "identity.verification_session.*": "verification", "invoice.*": "invoice",
      "invoice.payment_*": "payment", "invoice_payment.*": "payment", "issuing_card.*": "card", "issuing_dispute.*": "dispute",
      "issuing_transaction.*": "transaction", "mandate.*": "mandate", "payment_intent.*": "payment", "payment_method.*": "payment-method",
      "payment_intent.amount_capturable_updated": "payment authorized", "payout.*": "payout", "plan.*": "plan", "price.*": "price",
      "product.*": "product", "quote.*": "quote", "radar.early_fraud_warning.*": "alert", "review.*": "review", "review.opened": "review created",
      "tax_rate.*": "tax", "transfer.*": "transfer", "file.*": "file", "reporting.report_run.*": "report",
    },
  },
});
