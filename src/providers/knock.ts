import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "knock",
  name: "Knock",
  category: "comms",
  docs: "https://docs.knock.app/developer-tools/outbound-webhooks/overview",
  setup: {
    where: "Dashboard → Platform → Webhooks → Create webhook",
    secret: "issued-by-provider",
    note: "The secret is the signing key on the webhook's page. A webhook belongs to one environment.",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "base64",
    header: "x-knock-signature",
    fields: { timestamp: "t", signature: "s" },
    timestampUnit: "ms",
    signed: "{timestamp}.{body}",
    toleranceSeconds: 300,
  },
  event: {
    source: "app.knock",
    type: ["body:/type"],
    time: "body:/created_at",
    subject: "body:/data/id",
    words: { "message.*": "message", "message.undelivered": "message failed", "workflow.*": "workflow" },
  },
});
