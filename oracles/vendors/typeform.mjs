import { hmacOracle } from "../families/hmac.mjs";
import { n8n } from "../families/n8n.mjs";

export default hmacOracle({
  sdk: "n8n-nodes-base",
  witness: "third-party",
  header: "typeform-signature",
  encoding: "base64",
  value: (digest) => `sha256=${digest}`,
  verify: n8n("Typeform/TypeformTriggerHelpers.js", (webhookSecret) => ({ data: { webhookSecret } })),
});
