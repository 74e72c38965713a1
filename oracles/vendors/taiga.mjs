import { hmacOracle } from "../families/hmac.mjs";
import { n8n } from "../families/n8n.mjs";

export default hmacOracle({
  sdk: "n8n-nodes-base",
  witness: "third-party",
  header: "x-taiga-webhook-signature",
  hash: "sha1",
  verify: n8n("Taiga/TaigaTriggerHelpers.js", (key) => ({ data: { key } })),
});
