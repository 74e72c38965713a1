import { hmacOracle } from "../families/hmac.mjs";
import { n8n } from "../families/n8n.mjs";

export default hmacOracle({
  sdk: "n8n-nodes-base",
  witness: "third-party",
  header: "webhook-signature",
  encoding: "base64",
  verify: n8n("Mautic/MauticTriggerHelpers.js", (webhookSecret) => ({ data: { webhookSecret } })),
});
