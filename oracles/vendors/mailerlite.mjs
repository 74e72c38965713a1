import { hmacOracle } from "../families/hmac.mjs";
import { n8n } from "../families/n8n.mjs";

export default hmacOracle({
  sdk: "n8n-nodes-base",
  witness: "third-party",
  header: "signature",
  verify: n8n("MailerLite/v2/MailerLiteTriggerHelpers.js", (webhookSecret) => ({ data: { webhookSecret } })),
});
