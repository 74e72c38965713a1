import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "deel",
  name: "Deel",
  category: "hr",
  docs: "https://developer.deel.com/api/webhooks/introduction",
  setup: {
    where: "More → Developer → Webhooks → Create webhook",
    secret: "issued-by-provider",
    note: "The secret is the webhook's signing key.",
  },
  deadlineSeconds: 30,
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "x-deel-signature",
    signed: "POST{body}",
  },
  event: {
    source: "com.deel",
    type: ["body:/data/meta/event_type"],
    time: "body:/timestamp",
    subject: ["body:/data/resource/0/id", "body:/data/resource/id"],
    words: {
      "contract.*": "agreement",
      "contract.terminated": "agreement terminated",
      "invoice.*": "invoice",
      "payment.*": "payment",
    },
  },
});
