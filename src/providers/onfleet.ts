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
  signature: { scheme: "hmac", hash: "sha512", encoding: "hex", header: "x-onfleet-signature", key: "hex" },
  handshakes: [
    { name: "check", method: "GET", when: "query:check", unsigned: true, answer: { echo: "query:check" } },
  ],
  event: {
    source: "com.onfleet",
    type: ["body:/triggerName"],
    time: "body:/time",
    subject: ["body:/taskId", "body:/workerId"],
    words: { "task*": "task", taskBatchCreateJobCompleted: "job completed" },
  },
});
