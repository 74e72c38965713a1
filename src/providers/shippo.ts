import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "shippo",
  name: "Shippo",
  category: "ecommerce",
  docs: "https://docs.goshippo.com/docs/tracking/webhooksecurity/",
  setup: {
    where: "Settings → API → Webhooks → Add webhook",
    secret: "chosen-by-you",
    note: "Append `?token=<secret>` to the URL. Shippo signs only if its support has set up an HMAC secret.",
  },
  deadlineSeconds: 3,
  signature: [
    {
      variant: "hmac",
      scheme: "hmac",
      hash: "sha256",
      encoding: "hex",
      header: "shippo-auth-signature",
      fields: { timestamp: "t", signature: "v1" },
      signed: "{timestamp}.{body}",
      toleranceSeconds: 300,
    },
    { variant: "url-token", scheme: "token", from: "query:token" },
  ],
  event: {
    source: "com.goshippo",
    type: ["body:/event"],
    time: ["body:/data/tracking_status/status_date", "body:/data/object_updated"],
    subject: ["body:/data/object_id", "body:/data/tracking_number"],
    words: { track_updated: "shipment updated" },
  },
});
