import { hmacOracle } from "../families/hmac.mjs";
import { n8n } from "../families/n8n.mjs";

export default hmacOracle({
  sdk: "n8n-nodes-base",
  witness: "third-party",
  header: "x-acuity-signature",
  encoding: "base64",
  bodies: "form",
  verify: n8n("AcuityScheduling/AcuitySchedulingTriggerHelpers.js", (apiKey) => ({
    credentials: { apiKey },
  })),
});
