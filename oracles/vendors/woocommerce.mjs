import { hmacOracle } from "../families/hmac.mjs";
import { n8nNode } from "../families/n8n.mjs";

export default hmacOracle({
  sdk: "n8n-nodes-base",
  witness: "third-party",
  header: "x-wc-webhook-signature",
  encoding: "base64",
  headers: () => ({ "x-wc-webhook-id": "7", "x-wc-webhook-topic": "order.created" }),
  verify: n8nNode("WooCommerce/WooCommerceTrigger.node.js", "WooCommerceTrigger", (secret) => ({
    data: { secret },
  })),
});
