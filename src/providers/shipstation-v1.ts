import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "shipstation-v1",
  name: "ShipStation (API v1)",
  category: "ecommerce",
  docs: "https://www.shipstation.com/docs/api/webhooks/",
  setup: {
    where: "Settings → Integrations → Integration Partners → Webhooks, or POST /webhooks/subscribe",
    secret: "chosen-by-you",
    note: "Append `?token=<secret>` to the URL. ShipStation does not sign deliveries. The body names a resource_url to fetch with the API key.",
  },
  retries: {
    source: "shipstation.com/docs/api/webhooks: no schedule was found",
  },
  signature: { scheme: "token", from: "query:token" },
  event: {
    source: "com.shipstation",
    type: ["body:/resource_type"],
    subject: "body:/resource_url",
    equalDeliveries: {
      possible: "unknown",
      why:
        "The body is an address with the id of a batch, which is new for each import or shipment as " +
        "far as the examples tell (shipstation.com/docs/api/webhooks)",
    },
    checkedAgainst: ["the vendor's documented examples"],
    words: {
      ORDER_NOTIFY: "order created",
      ITEM_ORDER_NOTIFY: "order created",
      SHIP_NOTIFY: "order shipped",
      ITEM_SHIP_NOTIFY: "order shipped",
      FULFILLMENT_SHIPPED: "fulfillment shipped",
      FULFILLMENT_REJECTED: "fulfillment rejected",
    },
  },
});
