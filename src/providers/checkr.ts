import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "checkr",
  name: "Checkr",
  category: "hr",
  docs: "https://docs.checkr.com/apis/webhooks",
  setup: {
    where: "Dashboard → Account Settings → Developer Settings → Webhooks",
    secret: "issued-by-provider",
    note: "The secret is the account's secret API key.",
  },
  retries: { source: "docs.checkr.com, Webhooks: no schedule in the part that we could read" },
  signature: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-checkr-signature" },
  event: {
    source: "com.checkr",
    type: ["body:/type"],
    id: "body:/id",
    equalDeliveries: {
      possible: false,
      why: "The signed body has an id of the event (docs.checkr.com, Webhooks)",
    },
    checkedAgainst: ["our recorded requests"],
    time: "body:/created_at",
    subject: "body:/data/object/id",
    words: { "report.*": "report", "candidate.*": "candidate", "verification.*": "verification" },
  },
  marks: { userAgents: ["Checkr-Webhook"] },
});
