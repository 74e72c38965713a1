import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "merge-dev",
  aliases: ["merge"],
  name: "Merge",
  category: "hr",
  docs: "https://docs.merge.dev/guides/webhooks/",
  setup: {
    where: "Configuration → Webhooks → Webhook → Security",
    secret: "issued-by-provider",
    note: "The secret is the signature key, not the API key.",
  },
  signature: { scheme: "hmac", hash: "sha256", encoding: "base64url", header: "x-merge-webhook-signature" },
  event: {
    source: "dev.merge",
    type: ["body:/hook/event"],
    subject: ["body:/data/id", "body:/linked_account/id"],
    words: {
      "linked_account.*": "integration",
      "employee.*": "employee",
      "candidate.*": "candidate",
      "ticket.*": "ticket",
      "contact.*": "contact",
      "invoice.*": "invoice",
    },
  },
});
