import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "saleor",
  name: "Saleor",
  category: "ecommerce",
  docs: "https://docs.saleor.io/developer/extending/webhooks/payload-signature",
  setup: {
    where: "Dashboard → Extensions → your app → Create webhook",
    secret: "public-key",
    note:
      "The secret is the URL of the shop's JWK set, `https://<your shop>/.well-known/jwks.json`, or the JWK " +
      "set itself. Of a webhook with a secret key, which is deprecated, it is that key.",
  },
  deadlineSeconds: 20,
  retries: {
    hours: 0.1,
    source:
      "github.com/saleor/saleor, webhook/transport/asynchronous/transport.py: five more attempts, " +
      "after 10, 20, 40, 80 and 160 s",
  },
  signature: [
    {
      variant: "jws",
      scheme: "detached-jws",
      header: "saleor-signature",
      algorithms: ["RS256"],
      key: "jwk",
    },
    {
      variant: "secret-key",
      scheme: "hmac",
      hash: "sha256",
      encoding: "hex",
      header: "saleor-signature",
      // The shop's JWK set is public: as text it would be a key that anybody has.
      key: "utf8-not-jwk",
    },
  ],
  event: {
    source: "io.saleor",
    type: ["header:saleor-event"],
    distinct: "delivery",
    subject: ["body:/0/id", "body:/id", "body:/order/id", "body:/product/id", "body:/customer/id"],
    origin: "header:saleor-api-url",
    equalDeliveries: {
      possible: true,
      why:
        "The app's query defines the body, so two events, or two changes of one object, can have the " +
        "same; no header names the event or the delivery (github.com/saleor/saleor, " +
        "webhook/transport/utils.py)",
    },
    checkedAgainst: ["the vendor's source: github.com/saleor/saleor"],
    words: {
      "order_*": "order",
      order_fully_paid: "order paid",
      "product_*": "product",
      "customer_*": "customer",
      "checkout_*": "checkout",
      "fulfillment_*": "fulfillment",
      "invoice_*": "invoice",
    },
  },
});
