import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "svix",
  name: "Svix",
  category: "standard",
  docs: "https://docs.svix.com/receiving/verifying-payloads/how",
  setup: {
    where: "The sender's Svix portal → Endpoints → Add Endpoint",
    secret: "issued-by-provider",
    note: "The secret is the endpoint's Signing Secret (whsec_…).",
  },
  deadlineSeconds: 15,
  retries: {
    hours: 28,
    signed: "anew",
    source:
      "docs.svix.com/retries: 5 s, 5 min, 30 min, 2, 5, 10 and 10 hours after the attempt before; " +
      "docs.svix.com, How to verify: svix-timestamp is the time of the attempt",
  },
  signature: [
    { scheme: "standard-webhooks", prefix: "svix" },
    { scheme: "standard-webhooks", prefix: "webhook" },
  ],
  event: {
    source: "com.svix",
    type: ["body:/type"],
    id: ["header:svix-id", "header:webhook-id"],
    time: "body:/timestamp",
    equalDeliveries: {
      possible: false,
      why: "svix-id is signed, unique to each message and kept on retries (docs.svix.com, Idempotency)",
    },
    checkedAgainst: ["the vendor's documented example"],
  },
});
