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
  retries: {
    source:
      "help.merge.dev, If my webhook fails, will it retry: twice more, but not after a 4xx; it does not say when",
  },
  signature: { scheme: "hmac", hash: "sha256", encoding: "base64url", header: "x-merge-webhook-signature" },
  event: {
    source: "dev.merge",
    type: ["body:/hook/event"],
    equalDeliveries: {
      possible: "unknown",
      why: "A record has modified_at, but a body has no id of its event, and what a linked account sends may be equal each time (docs.merge.dev, Webhooks)",
    },
    time: "body:/data/modified_at",
    subject: ["body:/data/id", "body:/linked_account/id"],
    checkedAgainst: ["our recorded requests"],
    words: {
      "linked_account.*": "integration",
      "employee.*": "employee",
      "candidate.*": "candidate",
      "ticket.*": "ticket",
      "contact.*": "contact",
      "invoice.*": "invoice",
      "payment.*": "payment",
      "time_off.*": "time-off",
      "job.*": "job",
      "lead.*": "lead",
      "comment.*": "comment",
      "file.*": "file",
      "folder.*": "folder",
    },
  },
  marks: { userAgents: ["Merge/Webhooks"] },
});
