import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "saleor",
  name: "Saleor",
  category: "ecommerce",
  docs: "https://docs.saleor.io/developer/extending/webhooks/payload-signature",
  setup: {
    where: "Dashboard → Extensions → your app → Create webhook, without a secret key",
    secret: "public-key",
    note: "The secret is the URL of the shop's JWK set, `https://<your shop>/.well-known/jwks.json`, or the JWK set itself.",
  },
  deadlineSeconds: 20,
  signature: { scheme: "detached-jws", header: "saleor-signature", algorithms: ["RS256"], key: "jwk" },
  event: {
    source: "io.saleor",
    type: ["header:saleor-event"],
    // The app's query defines the body: two events, or two changes of one object, can have the same body.
    distinct: "delivery",
    subject: ["body:/0/id", "body:/id", "body:/order/id", "body:/product/id", "body:/customer/id"],
    origin: "header:saleor-api-url",
    words: {
      "order_*": "order",
      "draft_order_*": "order",
      "product_*": "product",
      "customer_*": "customer",
      "checkout_*": "checkout",
      "fulfillment_*": "fulfillment",
    },
  },
});
