import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "woocommerce",
  name: "WooCommerce",
  category: "ecommerce",
  docs: "https://woocommerce.github.io/woocommerce-rest-api-docs/#webhooks",
  setup: {
    where: "WordPress admin → WooCommerce → Settings → Advanced → Webhooks → Add webhook",
    secret: "chosen-by-you",
    note: "After five failed deliveries in a row the webhook is disabled.",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "base64",
    header: "x-wc-webhook-signature",
    key: "html",
  },
  handshakes: [{ name: "ping", when: "form:webhook_id", unsigned: true, answer: { status: 200 } }],
  event: {
    source: "com.woocommerce",
    type: ["header:x-wc-webhook-topic"],
    time: "body:/date_modified_gmt",
    subject: "body:/id",
    origin: "header:x-wc-webhook-source",
    // The delivery's id is made of the second: two may share it. Several topics may carry the very same body, and so may every
    // event of one (a product in the bin is no more than its id); neither is signed, and nothing is sent twice.
    distinct: ["header:x-wc-webhook-topic", "header:x-wc-webhook-delivery-id"],
    words: { "coupon.*": "coupon", "customer.*": "customer", "order.*": "order", "product.*": "product" },
  },
});
