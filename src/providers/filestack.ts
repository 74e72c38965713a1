import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "filestack",
  name: "Filestack",
  category: "media",
  docs: "https://www.filestack.com/docs/api/webhooks/",
  setup: {
    where: "Developer Portal → Webhooks → Add webhook",
    secret: "issued-by-provider",
    note: "The secret is the webhook's own; without one, Filestack does not sign deliveries.",
  },
  retries: { source: "www.filestack.com/docs/api/webhooks: retries were looked for there, and not found" },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "fs-signature",
    timestamp: "header:fs-timestamp",
    signed: "{timestamp}.{body}",
    toleranceSeconds: 300,
  },
  event: {
    source: "com.filestack",
    type: ["body:/action"],
    id: "body:/id",
    equalDeliveries: {
      possible: false,
      why: "The signed body has an id, one for each event (www.filestack.com/docs/api/webhooks)",
    },
    checkedAgainst: [],
    time: "body:/timestamp",
    subject: ["body:/text/url", "body:/text/link", "body:/text/jobid"],
    by: "text:workflow {body:/text/status}",
    cases: { "workflow Failed": { words: { "fs.workflow": "workflow failed" } } },
    words: {
      "fp.upload": "file uploaded",
      "fp.overwrite": "file updated",
      "fp.delete": "file deleted",
      "fs.workflow": "workflow completed",
    },
  },
});
