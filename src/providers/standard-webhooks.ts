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
  signature: { scheme: "standard-webhooks", prefix: "webhook" },
  event: {
    source: "com.standardwebhooks",
    type: ["body:/type"],
    id: "header:webhook-id",
    time: "body:/timestamp",
  },
});
