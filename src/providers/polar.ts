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
  retries: {
    hours: 1,
    signed: "anew",
    source:
      "github.com/polarsource/polar, server/polar/webhook/tasks.py: ten attempts, with waits that " +
      "double up to 20 minutes, each signed with its own time",
  },
  signature: { scheme: "standard-webhooks", prefix: "webhook", key: "utf8" },
  event: {
    source: "sh.polar",
    type: ["body:/type"],
    id: "header:webhook-id",
    time: "body:/timestamp",
    subject: "body:/data/id",
    equalDeliveries: {
      possible: false,
      why:
        "webhook-id is signed, is one for each event, and a retry keeps it " +
        "(github.com/polarsource/polar, server/polar/webhook/tasks.py)",
    },
    checkedAgainst: ["the vendor's source: github.com/polarsource/polar"],
    by: "body:/data/status",
    cases: {
      succeeded: { words: { "checkout.updated": "checkout completed" } },
      failed: { words: { "checkout.updated": "checkout failed" } },
    },
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
      "subscription.uncanceled": "subscription resumed",
    },
  },
  marks: { userAgents: ["polar.sh webhooks"] },
});
