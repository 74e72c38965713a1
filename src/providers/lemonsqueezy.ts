import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "lemonsqueezy",
  name: "Lemon Squeezy",
  category: "payments",
  docs: "https://docs.lemonsqueezy.com/help/webhooks/signing-requests",
  setup: {
    where: "Dashboard → Settings → Webhooks → +",
    secret: "chosen-by-you",
    note: "The signing secret must have 6 to 40 characters.",
    form: { least: 6, most: 40 },
  },
  retries: { hours: 0.05, source: "docs.lemonsqueezy.com, Webhook requests: after 5, 25 and 125 seconds" },
  signature: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-signature" },
  event: {
    source: "com.lemonsqueezy",
    type: ["body:/meta/event_name"],
    equalDeliveries: {
      possible: "unknown",
      why:
        "A body has no id of its event; updated_at is to the second, and the name of the event is " +
        "signed (our reading of the body: recorded requests)",
    },
    time: "body:/data/attributes/updated_at",
    subject: "body:/data/id",
    origin: "text:https://api.lemonsqueezy.com/v1/stores/{body:/data/attributes/store_id}",
    checkedAgainst: ["our recorded requests"],
    words: {
      order_created: "order",
      order_refunded: "order",
      subscription_created: "subscription",
      subscription_updated: "subscription",
      subscription_cancelled: "subscription",
      subscription_resumed: "subscription",
      subscription_expired: "subscription",
      subscription_paused: "subscription",
      subscription_unpaused: "subscription",
      subscription_payment_success: "payment",
      subscription_payment_recovered: "payment succeeded",
      subscription_plan_changed: "subscription updated",
      subscription_payment_failed: "payment",
      subscription_payment_refunded: "refund succeeded",
      "license_key_*": "license",
    },
  },
  marks: { sides: [{ at: "body:/meta/test_mode", test: ["true"], live: ["false"] }] },
});
