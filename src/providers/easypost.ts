import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "easypost",
  name: "EasyPost",
  category: "ecommerce",
  docs: "https://docs.easypost.com/guides/webhooks-guide",
  setup: {
    where: "Dashboard → Webhooks & Events → Add Webhook, with a webhook secret",
    secret: "chosen-by-you",
    note:
      "With a webhook secret, only a signed delivery is accepted. Without one, use the URL " +
      "`https://user:password@…` and the secret `user:password`, which do not sign the body.",
  },
  deadlineSeconds: 7,
  retries: {
    source:
      "docs.easypost.com, Webhooks Guide: tries again for some hours when the answer is not a 2XX; the times were not found",
  },
  signature: [
    {
      variant: "hmac",
      scheme: "hmac",
      hash: "sha256",
      encoding: "hex",
      header: "x-hmac-signature",
      prefix: "hmac-sha256-hex=",
      key: "nfkd",
    },
    { variant: "basic", scheme: "basic-auth" },
  ],
  event: {
    source: "com.easypost",
    type: ["body:/description"],
    id: "body:/id",
    equalDeliveries: {
      possible: false,
      why: "The signed body has the event's id, which stays when completed_urls and pending_urls change (docs.easypost.com, Events)",
    },
    checkedAgainst: [],
    time: "body:/created_at",
    subject: "body:/result/id",
    by: "body:/result/status",
    cases: {
      delivered: { words: { "tracker.*": "shipment delivered" } },
      return_to_sender: { words: { "tracker.*": "shipment returned" } },
      failure: { words: { "tracker.*": "shipment failed" } },
      cancelled: { words: { "tracker.*": "shipment canceled" } },
    },
    words: {
      "tracker.created": "shipment created",
      "tracker.updated": "shipment updated",
      "payment.*": "payment",
      "payment.completed": "payment succeeded",
      "refund.successful": "refund succeeded",
      "report.available": "report completed",
      "report.failed": "report failed",
      "shipment.invoice.*": "invoice",
    },
  },
  marks: {
    userAgents: ["EasyPost Webhook Agent"],
    sides: [{ at: "body:/mode", test: ["test"], live: ["production"] }],
  },
});
