import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "customerio",
  name: "Customer.io",
  category: "marketing",
  docs: "https://docs.customer.io/integrations/api/webhooks/",
  setup: {
    where: "Data & Integrations → Integrations → Reporting Webhooks → Add Reporting Webhook",
    secret: "issued-by-provider",
    note: "The secret is the webhook's signing key.",
  },
  retries: {
    hours: 168,
    source:
      "docs.customer.io/api/webhooks: seven days with exponential backoff; how an attempt is signed is not said, so the window covers " +
      "them",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "x-cio-signature",
    timestamp: "header:x-cio-timestamp",
    signed: "v0:{timestamp}:{body}",
    // Seven days of retries, and an hour.
    toleranceSeconds: 608_400,
  },
  event: {
    source: "io.customer",
    type: ["body:/object_type", "body:/metric"],
    id: "body:/event_id",
    equalDeliveries: {
      possible: false,
      why: "event_id is in the signed body, one for each event (docs.customer.io/api/webhooks)",
    },
    checkedAgainst: [],
    time: "body:/timestamp",
    subject: ["body:/data/delivery_id", "body:/data/customer_id"],
    words: {
      "customer.subscribed": "subscriber",
      "customer.unsubscribed": "subscriber",
      "email.*": "email",
      "email.spammed": "email complained",
      "email.unsubscribed": "subscriber unsubscribed",
      "push.*": "message",
      "in_app.*": "message",
      "sms.*": "message",
      "slack.*": "message",
      "whatsapp.*": "message",
    },
  },
  marks: { userAgents: ["Customer.io Web Hooks"] },
});
