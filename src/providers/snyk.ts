import { defineProvider } from "../core/provider.ts";

const transportId = "header:x-snyk-transport-id";

export default defineProvider({
  id: "snyk",
  name: "Snyk",
  category: "devtools",
  docs: "https://docs.snyk.io/snyk-api/using-specific-snyk-apis/webhooks-apis",
  setup: { where: "POST https://api.snyk.io/v1/org/{orgId}/webhooks", secret: "chosen-by-you" },
  retries: {
    source: "docs.snyk.io, Webhooks: says nothing of retries",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "x-hub-signature",
    prefix: "sha256=",
  },
  event: {
    source: "io.snyk",
    type: ["header:x-snyk-event"],
    id: transportId,
    distinct: transportId,
    time: "header:x-snyk-timestamp",
    subject: ["body:/project/id", "body:/webhookId"],
    origin: "text:https://api.snyk.io/v1/org/{body:/org/id}",
    equalDeliveries: {
      possible: true,
      why:
        "Every ping has the same body. X-Snyk-Transport-ID is one for each delivery; Snyk does not " +
        "say whether a retry keeps it (docs.snyk.io, Webhook events and payloads)",
    },
    checkedAgainst: ["the vendor's documented examples: github.com/snyk/user-docs"],
    words: { "project_snapshot/*": "test completed" },
  },
  marks: { userAgents: ["Snyk-Webhooks"] },
});
