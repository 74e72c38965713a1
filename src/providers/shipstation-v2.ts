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
    note: "Append `?token=<secret>` to the URL: ShipStation signs with one key for all customers and names no account in the body.",
  },
  signature: { scheme: "token", from: "query:token" },
  event: {
    source: "com.shipstation",
    type: ["body:/resource_type"],
    subject: "body:/resource_url",
    words: { TRACK_EVENT_V2: "shipment updated", BATCH_PROCESSED_V2: "job completed" },
  },
});
