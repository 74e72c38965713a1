import { hmacOracle } from "../families/hmac.mjs";
import { n8nNode } from "../families/n8n.mjs";

export default hmacOracle({
  sdk: "n8n-nodes-base",
  witness: "third-party",
  header: "x-helpscout-signature",
  hash: "sha1",
  encoding: "base64",
  verify: n8nNode("HelpScout/HelpScoutTrigger.node.js", "HelpScoutTrigger", (secret) => ({
    data: { secret },
  })),
});
