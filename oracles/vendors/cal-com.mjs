import { hmacOracle } from "../families/hmac.mjs";
import { n8n } from "../families/n8n.mjs";

export default hmacOracle({
  sdk: "n8n-nodes-base",
  witness: "third-party",
  header: "x-cal-signature-256",
  verify: n8n("Cal/CalTriggerHelpers.js", (webhookSecret) => ({ data: { webhookSecret } })),
});
