import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "polar",
  name: "Polar",
  category: "payments",
  docs: "https://polar.sh/docs/integrate/webhooks/delivery",
  setup: {
    where: "Dashboard → Settings → Webhooks → Add Endpoint",
    secret: "issued-by-provider",
    note: "The key is the complete secret, including its prefix: nothing is removed or decoded.",
  },
  signature: { scheme: "standard-webhooks", prefix: "webhook", key: "utf8" },
  event: {
    source: "sh.polar",
    type: ["body:/type"],
    id: "header:webhook-id",
    time: "body:/timestamp",
    subject: "body:/data/id",
    words: {
      "checkout.*": "checkout",
      "customer.*": "customer",
      "member.*": "member",
      "order.*": "order",
      "organization.*": "organization",
      "product.*": "product",
      "refund.*": "refund",
      "subscription.*": "subscription",
      "subscription.active": "subscription activated",
    },
  },
});
