import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "snyk",
  name: "Snyk",
  category: "devtools",
  docs: "https://docs.snyk.io/snyk-api/using-specific-snyk-apis/webhooks-apis",
  setup: { where: "POST https://api.snyk.io/v1/org/{orgId}/webhooks", secret: "chosen-by-you" },
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
    id: "header:x-snyk-transport-id",
    time: "header:x-snyk-timestamp",
    subject: ["body:/project/id", "body:/webhookId"],
    origin: "text:https://api.snyk.io/v1/org/{body:/org/id}",
    words: { "project_snapshot/*": "test completed" },
  },
});
