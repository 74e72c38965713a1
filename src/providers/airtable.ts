import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "airtable",
  name: "Airtable",
  category: "productivity",
  docs: "https://airtable.com/developers/web/api/webhooks-overview",
  setup: {
    where: "POST https://api.airtable.com/v0/bases/{baseId}/webhooks",
    secret: "issued-by-provider",
    note:
      "The secret is `macSecretBase64` in the response. Deliveries only say that something changed: " +
      "list the webhook's payloads. Refresh the webhook every 7 days.",
  },
  retries: {
    source:
      "airtable.com/developers/web/api/webhooks-overview: failed notifications are repeated; no " +
      "schedule in the part that we could read",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    key: "base64",
    header: "x-airtable-content-mac",
    prefix: "hmac-sha256=",
  },
  event: {
    source: "com.airtable",
    type: ["text:ping"],
    equalDeliveries: {
      possible: false,
      why:
        "The body says when it was sent, in milliseconds, and for which webhook " +
        "(airtable.com/developers/web/api/webhooks-overview)",
    },
    checkedAgainst: ["our recorded requests"],
    time: "body:/timestamp",
    subject: "body:/base/id",
    origin: "text:https://api.airtable.com/v0/bases/{body:/base/id}/webhooks/{body:/webhook/id}",
  },
});
