import { defineProvider } from "../core/provider.ts";

const orderEvent = {
  id: [
    "text:{body:/type}-{body:/occurred_at}-{body:/data/order/id}",
    "text:{body:/type}-{body:/created}-{body:/data/order/id}",
  ],
} as const;

export default defineProvider({
  id: "printful",
  name: "Printful",
  category: "ecommerce",
  docs: "https://developers.printful.com/docs/v2-beta/#tag/Webhook-v2",
  setup: {
    where: "POST /v2/webhooks, or POST /webhooks in API v1",
    secret: "issued-by-provider",
    note: "v2: the secret is the configuration's secret_key (hex). v1 does not sign deliveries: append `?token=<secret>` to the URL.",
  },
  retries: {
    hours: 22.8,
    source:
      "printful.com/docs/webhooks (in a public copy of the page): after 1, 4, 16, 64, 256 and 1024 minutes",
  },
  signature: [
    {
      variant: "v2",
      scheme: "hmac",
      hash: "sha256",
      encoding: "hex",
      header: "x-pf-webhook-signature",
      key: "hex",
    },
    { variant: "v1", scheme: "token", from: "query:token" },
  ],
  event: {
    source: "com.printful",
    type: ["body:/type"],
    // `retries` changes the body on every attempt.
    // Events that can occur twice in one second for one object get no id.
    id: [
      "text:{body:/type}-{body:/occurred_at}-{body:/data/shipment/id}",
      "text:{body:/type}-{body:/created}-{body:/data/shipment/id}",
    ],
    by: "body:/type",
    cases: { order_created: orderEvent, order_failed: orderEvent, order_canceled: orderEvent },
    time: ["body:/occurred_at", "body:/created"],
    subject: [
      "body:/data/shipment/id",
      "body:/data/order/id",
      "body:/data/sync_product/id",
      "body:/data/product_id",
    ],
    equalDeliveries: {
      possible: "unknown",
      why:
        "Each body has a time in seconds and its object, so only two changes of one stock or product " +
        "within a second could be equal; the counter of retries differs between attempts " +
        "(printful.com/docs/webhooks)",
    },
    checkedAgainst: ["the vendor's documented examples"],
    words: {
      "order_*": "order",
      shipment_sent: "shipment shipped",
      shipment_delivered: "shipment delivered",
      shipment_returned: "shipment returned",
      shipment_canceled: "shipment canceled",
      package_shipped: "shipment shipped",
      package_returned: "shipment returned",
      product_updated: "product updated",
      product_deleted: "product deleted",
      stock_updated: "inventory updated",
      catalog_stock_updated: "inventory updated",
      catalog_price_changed: "price updated",
      mockup_task_finished: "job completed",
    },
  },
});
