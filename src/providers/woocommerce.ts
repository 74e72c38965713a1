import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "woocommerce",
  name: "WooCommerce",
  category: "ecommerce",
  docs: "https://woocommerce.github.io/woocommerce-rest-api-docs/#webhooks",
  setup: {
    where: "WordPress admin → WooCommerce → Settings → Advanced → Webhooks → Add webhook",
    secret: "chosen-by-you",
    note: "WooCommerce disables the webhook after five consecutive failed deliveries.",
  },
  retries: {
    hours: 0,
    source:
      "github.com/woocommerce/woocommerce, class-wc-webhook.php: a failed delivery is counted, not " +
      "repeated",
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
    // Topics can share a body, and so can the events of one topic: a trashed product's body is only its id.
    // The delivery id is derived from the current second, so two events can share it.
    // Neither the topic nor the id is signed, and WooCommerce does not retry.
    distinct: ["header:x-wc-webhook-topic", "header:x-wc-webhook-delivery-id"],
    equalDeliveries: {
      possible: true,
      why:
        "A trashed product's body is only its id, and topics share bodies. X-WC-Webhook-Delivery-ID " +
        "is made of the webhook and the second (github.com/woocommerce/woocommerce, " +
        "class-wc-webhook.php)",
    },
    checkedAgainst: [
      "captured payloads: github.com/hookdeck/webhook-samples",
      "the code that makes the payload: github.com/woocommerce/woocommerce",
    ],
    words: { "coupon.*": "coupon", "customer.*": "customer", "order.*": "order", "product.*": "product" },
  },
  marks: { userAgents: ["WooCommerce"] },
});
