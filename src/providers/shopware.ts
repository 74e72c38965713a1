import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "shopware",
  name: "Shopware",
  category: "ecommerce",
  docs: "https://developer.shopware.com/docs/guides/plugins/apps/webhook.html",
  setup: {
    where: "`<webhooks>` in the app's manifest.xml",
    secret: "issued-by-provider",
    note: "The secret is the one that your app's registration issued to this shop. The bridge receives webhooks; it does not register apps.",
  },
  signature: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "shopware-shop-signature" },
  event: {
    source: "com.shopware",
    type: ["body:/data/event"],
    id: "body:/source/eventId",
    time: "body:/timestamp",
    subject: "body:/data/payload/0/primaryKey",
    origin: "body:/source/url",
    words: {
      "product.written": "product updated",
      "product.deleted": "product deleted",
      "order.written": "order updated",
      "order.deleted": "order deleted",
      "checkout.order.placed": "order created",
      "customer.written": "customer updated",
      "checkout.customer.register": "customer created",
      "checkout.customer.login": "login succeeded",
    },
  },
});
