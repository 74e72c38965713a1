import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "onfleet",
  name: "Onfleet",
  category: "logistics",
  docs: "https://docs.onfleet.com/reference/webhooks",
  setup: {
    where: "Dashboard → Settings → API & Webhooks → Add Webhook",
    secret: "issued-by-provider",
    note: "The secret is the webhook secret on the same page (hex).",
  },
  retries: {
    hours: 24,
    source: "docs.onfleet.com/reference/retry: every 30 minutes, for up to a full day",
  },
  signature: { scheme: "hmac", hash: "sha512", encoding: "hex", header: "x-onfleet-signature", key: "hex" },
  handshakes: [
    { name: "check", method: "GET", when: "query:check", unsigned: true, answer: { echo: "query:check" } },
  ],
  event: {
    source: "com.onfleet",
    type: ["body:/triggerName"],
    time: "body:/time",
    subject: ["body:/taskId", "body:/workerId"],
    equalDeliveries: {
      possible: false,
      why: "Each body has the trigger, its task or worker, and a time in milliseconds (docs.onfleet.com/reference/webhooks)",
    },
    checkedAgainst: ["the vendor's list of triggers: docs.onfleet.com/reference/webhooks"],
    words: {
      "task*": "task",
      taskBatchCreateJobCompleted: "job completed",
      autoDispatchJobCompleted: "job completed",
      routeOptimizationJobCompleted: "job completed",
      SMSRecipientOptOut: "subscriber unsubscribed",
    },
  },
});
