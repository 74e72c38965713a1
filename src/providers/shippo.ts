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
  retries: {
    source:
      "github.com/goshippo/devweek16-shippo-challenge, of 2016: five more attempts, ten seconds apart; " +
      "nothing newer was found",
  },
  signature: [
    {
      variant: "hmac",
      scheme: "hmac",
      hash: "sha256",
      encoding: "hex",
      header: "shippo-auth-signature",
      fields: { timestamp: "t", signature: "v1" },
      signed: "{timestamp}.{body}",
      // Nothing newer than 2016 says how long Shippo tries, nor whether it signs each attempt again.
      toleranceSeconds: 86_400,
    },
    { variant: "url-token", scheme: "token", from: "query:token" },
  ],
  event: {
    source: "com.goshippo",
    type: ["body:/event"],
    time: ["body:/data/tracking_status/status_date", "body:/data/object_updated"],
    subject: ["body:/data/object_id", "body:/data/tracking_number"],
    by: "body:/data/tracking_status/status",
    cases: {
      DELIVERED: { words: { track_updated: "shipment delivered" } },
      RETURNED: { words: { track_updated: "shipment returned" } },
      FAILURE: { words: { track_updated: "shipment failed" } },
    },
    equalDeliveries: {
      possible: "unknown",
      why:
        "A tracking update has a status with an id and a time of its own, and the whole history; " +
        "nothing else names the delivery (docs.goshippo.com/tracking/webhooks)",
    },
    checkedAgainst: ["our recorded requests"],
    words: { track_updated: "shipment updated" },
  },
  marks: { sides: [{ at: "body:/test", test: ["true"], live: ["false"] }] },
});
