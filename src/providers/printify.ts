import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "printify",
  name: "Printify",
  category: "ecommerce",
  docs: "https://developers.printify.com/#webhooks",
  setup: {
    where: "POST /v1/shops/{shop_id}/webhooks.json with a secret",
    secret: "chosen-by-you",
    note: "Webhooks created without a secret are not signed.",
  },
  retries: {
    source: "developers.printify.com/#webhooks: no schedule was found",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "x-pfy-signature",
    prefix: "sha256=",
  },
  handshakes: [
    { name: "head-probe", method: "HEAD", unsigned: true, answer: { status: 200 } },
    { name: "get-probe", method: "GET", unsigned: true, answer: { status: 200 } },
  ],
  event: {
    source: "com.printify",
    type: ["body:/type"],
    id: "body:/id",
    time: "body:/created_at",
    // A shipment has no id: its events have the order's.
    subject: ["body:/resource/data/carrier/tracking_number", "body:/resource/id"],
    origin: "text:https://api.printify.com/v1/shops/{body:/resource/data/shop_id}",
    equalDeliveries: {
      possible: false,
      why: "The event's id in the body is signed (developers.printify.com/#webhooks)",
    },
    checkedAgainst: ["our recorded requests"],
    words: {
      "order:created": "order",
      "order:updated": "order",
      "order:shipment:created": "shipment created",
      "order:shipment:delivered": "shipment delivered",
      "product:deleted": "product deleted",
    },
  },
});
