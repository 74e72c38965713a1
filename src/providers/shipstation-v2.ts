import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "shipstation-v2",
  aliases: ["shipengine"],
  name: "ShipStation (API v2, ShipEngine)",
  category: "ecommerce",
  docs: "https://docs.shipstation.com/apis/docs/guides/webhooks-schemas",
  setup: {
    where: "Dashboard → Developer → Webhooks → Add New Webhook, or POST /v2/environment/webhooks",
    secret: "chosen-by-you",
    note:
      "Add the header `Authorization: Bearer <secret>` to the webhook (`headers` in the API): ShipStation signs with one key " +
      "for all customers and names no account in the body. Where you can set no header, append `?token=<secret>` to the URL, " +
      "which may be logged on its way.",
  },
  retries: {
    source:
      "docs.shipstation.com, Webhooks overview: its part on retries could not be read; two more attempts, " +
      "30 minutes apart, are told elsewhere and not confirmed",
  },
  signature: [
    { variant: "header", scheme: "token", from: "header:authorization", prefix: "Bearer " },
    { variant: "url-token", scheme: "token", from: "query:token" },
  ],
  event: {
    source: "com.shipstation",
    type: ["body:/resource_type"],
    subject: ["body:/data/tracking_number", "body:/resource_url"],
    by: "body:/data/status_code",
    cases: { DE: { words: { TRACK_EVENT_V2: "shipment delivered", API_TRACK: "shipment delivered" } } },
    equalDeliveries: {
      possible: "unknown",
      why:
        "A tracking update has its status and its history with times; other events are an address of " +
        "what changed, and nothing names the delivery (docs.shipstation.com, Webhooks)",
    },
    checkedAgainst: ["the vendor's documented examples"],
    words: {
      TRACK_EVENT_V2: "shipment updated",
      API_TRACK: "shipment updated",
      BATCH_PROCESSED_V2: "job completed",
      API_BATCH: "job completed",
      API_REPORT_COMPLETE: "report completed",
    },
  },
});
