import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "bigcommerce",
  name: "BigCommerce",
  category: "ecommerce",
  docs: "https://docs.bigcommerce.com/developer/docs/integrations/webhooks/overview",
  setup: {
    where: "POST /v3/hooks with the token of the API account or app",
    secret: "issued-by-provider",
    note: "The secret is the client secret, as text, of the API account or app that created the webhook.",
  },
  signature: { scheme: "standard-webhooks", prefix: "webhook", key: "utf8" },
  event: {
    source: "com.bigcommerce",
    type: ["body:/scope"],
    id: "header:webhook-id",
    time: "body:/created_at",
    subject: "body:/data/id",
    origin: "text:https://api.bigcommerce.com/{body:/producer}",
    words: {
      "store/app/uninstalled": "app uninstalled",
      "store/cart/*": "cart",
      "store/cart/lineItem/*": "cart updated",
      "store/customer/*": "customer",
      "store/customer/address/*": "customer updated",
      "store/customer/payment/*": "payment-method",
      "store/order/*": "order",
      "store/order/message/*": "message",
      "store/order/refund/*": "refund",
      "store/order/transaction/*": "transaction",
      "store/product/*": "product",
      "store/product/inventory/*": "inventory",
      "store/shipment/*": "shipment",
    },
  },
});
