import { defineProvider } from "../core/provider.ts";

const hmac = { scheme: "hmac", hash: "sha256", encoding: "base64" } as const;

export default defineProvider({
  id: "aftership",
  name: "AfterShip",
  category: "ecommerce",
  docs: "https://www.aftership.com/docs/tracking/webhook/webhook-signature",
  setup: {
    where: "Tracking (Shipping, Returns, Warranty) → Settings → Webhooks → Add webhook URL",
    secret: "issued-by-provider",
    note: "Each product has its own webhook secret: use one source per product.",
  },
  retries: {
    hours: 69,
    source: "aftership.com/docs/tracking/webhook/webhook-overview: 14 attempts over 68 hours",
  },
  signature: [
    { variant: "tracking", ...hmac, header: "aftership-hmac-sha256" },
    { variant: "returns", ...hmac, header: "as-signature-hmac-sha256" },
    { variant: "shipping", ...hmac, header: "am-webhook-signature", prefix: "hmac-sha256=" },
  ],
  event: {
    source: "com.aftership",
    type: ["body:/event", "body:/event_type"],
    id: ["body:/event_id", "body:/id"],
    equalDeliveries: {
      possible: false,
      why:
        "Trackings and returns have an id of the event. Labels have none, but their date_time has " +
        "milliseconds (aftership.com/docs)",
    },
    checkedAgainst: ["our recorded requests"],
    time: ["body:/ts", "body:/created_at", "body:/date_time"],
    subject: ["body:/msg/id", "body:/data/id", "body:/data/warranty/id"],
    by: "body:/msg/tag",
    cases: { Delivered: { words: { tracking_update: "shipment delivered" } } },
    words: { tracking_update: "shipment updated", edd_revise: "shipment updated" },
  },
});
