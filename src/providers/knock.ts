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
  retries: {
    signed: "anew",
    source:
      "github.com/knocklabs/docs, Outbound webhooks: eight attempts without a schedule; by " +
      "inference: its own example refuses after 300 s",
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
    equalDeliveries: {
      possible: false,
      why: "created_at is to the microsecond, beside the object that the event is about (docs.knock.app, Outbound webhooks)",
    },
    time: "body:/created_at",
    subject: "body:/data/id",
    checkedAgainst: ["the vendor's documented examples: github.com/knocklabs/docs"],
    words: {
      "message.*": "message",
      "message.undelivered": "message failed",
      "message.link_clicked": "message clicked",
      "workflow.*": "workflow",
    },
  },
});
