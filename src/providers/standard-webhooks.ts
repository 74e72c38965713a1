import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "standard-webhooks",
  name: "Standard Webhooks",
  category: "standard",
  docs: "https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md",
  setup: {
    where: "The sender's webhook settings",
    secret: "issued-by-provider",
    note: "For senders that follow the specification and have no provider of their own. The secret starts with whsec_ or whpk_.",
  },
  deadlineSeconds: 15,
  retries: {
    signed: "anew",
    source:
      "github.com/standard-webhooks/standard-webhooks, specification: each sender has its own " +
      "schedule; whenever an attempt is retried, its timestamp is new",
  },
  signature: { scheme: "standard-webhooks", prefix: "webhook" },
  event: {
    source: "com.standardwebhooks",
    type: ["body:/type"],
    id: "header:webhook-id",
    time: "body:/timestamp",
    equalDeliveries: {
      possible: false,
      why:
        "webhook-id is signed, unique to each event and kept on retries " +
        "(github.com/standard-webhooks/standard-webhooks, specification)",
    },
    checkedAgainst: ["the specification's example"],
  },
});
