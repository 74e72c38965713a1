import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "courier",
  name: "Courier",
  category: "comms",
  docs: "https://www.courier.com/docs/platform/workspaces/outbound-webhooks",
  setup: {
    where: "Settings → Outbound Webhooks → New Webhook",
    secret: "issued-by-provider",
    note: "The webhook's page shows the secret.",
  },
  retries: {
    source: "www.courier.com/docs, Outbound Webhooks: retries were looked for there, and not found",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "courier-signature",
    fields: { timestamp: "t", signature: "signature" },
    timestampUnit: "ms",
    signed: "{timestamp}.{body}",
    toleranceSeconds: 300,
  },
  event: {
    source: "com.courier",
    type: ["body:/type"],
    equalDeliveries: {
      possible: "unknown",
      why:
        "A message has the time of each of its states in milliseconds, which differ; whether a template's or an audience's events can be " +
        "equal is not said, and no delivery has an id (www.courier.com/docs, Outbound Webhooks)",
    },
    checkedAgainst: [],
    subject: "body:/data/id",
    by: "body:/data/status",
    cases: {
      SENT: { time: "body:/data/sent", words: { "message:updated": "message sent" } },
      DELIVERED: { time: "body:/data/delivered", words: { "message:updated": "message delivered" } },
      OPENED: { time: "body:/data/opened", words: { "message:updated": "message opened" } },
      CLICKED: { time: "body:/data/clicked", words: { "message:updated": "message clicked" } },
      UNROUTABLE: { words: { "message:updated": "message failed" } },
      CANCELED: { words: { "message:updated": "message canceled" } },
      UNDELIVERABLE: { words: { "message:updated": "message failed" } },
    },
    words: {
      "message:updated": "message",
      "notification:*": "template",
      "notification:submission_canceled": "template canceled",
      "audiences:updated": "segment",
    },
  },
});
