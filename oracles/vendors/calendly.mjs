import { hmacOracle } from "../families/hmac.mjs";
import { n8n } from "../families/n8n.mjs";

export default hmacOracle({
  sdk: "n8n-nodes-base",
  witness: "third-party",
  header: "calendly-webhook-signature",
  time: "s",
  signed: ({ body }, time) => [`${time}.`, body],
  value: (digest, time) => `t=${time},v1=${digest}`,
  verify: n8n("Calendly/CalendlyTriggerHelpers.js", (webhookSecret) => ({ data: { webhookSecret } })),
});
