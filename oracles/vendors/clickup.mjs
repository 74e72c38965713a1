import { hmacOracle } from "../families/hmac.mjs";
import { n8nNode } from "../families/n8n.mjs";

export default hmacOracle({
  sdk: "n8n-nodes-base",
  witness: "third-party",
  header: "x-signature",
  // The node signs what it prints again; ClickUp sends compact JSON.
  bodies: "compact",
  verify: n8nNode("ClickUp/ClickUpTrigger.node.js", "ClickUpTrigger", (secret) => ({ data: { secret } })),
});
