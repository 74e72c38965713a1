import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "easypost",
  name: "EasyPost",
  category: "ecommerce",
  docs: "https://docs.easypost.com/guides/webhooks-guide",
  setup: {
    where: "Dashboard → Webhooks & Events → Add Webhook, with a webhook secret",
    secret: "chosen-by-you",
  },
  deadlineSeconds: 7,
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "x-hmac-signature",
    prefix: "hmac-sha256-hex=",
    key: "nfkd",
  },
  event: {
    source: "com.easypost",
    type: ["body:/description"],
    id: "body:/id",
    time: "body:/created_at",
    subject: "body:/result/id",
    words: {
      "tracker.updated": "shipment updated",
      "payment.*": "payment",
      "refund.successful": "refund succeeded",
      "report.available": "report completed",
      "report.failed": "report failed",
      "shipment.invoice.*": "invoice",
    },
  },
});
