import { hmacOracle } from "../families/hmac.mjs";
import { n8n } from "../families/n8n.mjs";

export default hmacOracle({
  sdk: "n8n-nodes-base",
  witness: "third-party",
  header: "x-fs-signature",
  value: (digest) => `sha256=${digest}`,
  verify: n8n("Formstack/FormstackTriggerHelpers.js", (secret) => ({
    data: { webhookSecret: secret, hmacKey: secret, secret },
  })),
});
