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
    subject: "body:/data/id",
    words: {
      "message:updated": "message",
      "notification:*": "template",
      "notification:submission_canceled": "template canceled",
      "audiences:updated": "segment",
    },
  },
});
