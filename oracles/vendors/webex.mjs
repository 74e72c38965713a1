import { hmacOracle } from "../families/hmac.mjs";
import { n8nNode } from "../families/n8n.mjs";

export default hmacOracle({
  sdk: "n8n-nodes-base",
  witness: "third-party",
  header: "x-spark-signature",
  hash: "sha1",
  verify: n8nNode("Cisco/Webex/CiscoWebexTrigger.node.js", "CiscoWebexTrigger", (secret) => ({
    data: { secret },
  })),
});
