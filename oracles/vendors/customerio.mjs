import { hmacOracle } from "../families/hmac.mjs";
import { n8n } from "../families/n8n.mjs";

export default hmacOracle({
  sdk: "n8n-nodes-base",
  witness: "third-party",
  header: "x-cio-signature",
  time: "s",
  signed: ({ body }, time) => [`v0:${time}:`, body],
  headers: (time) => ({ "x-cio-timestamp": time }),
  verify: n8n("CustomerIo/CustomerIoTriggerHelpers.js", (webhookSigningKey) => ({
    credentials: { webhookSigningKey, signingKey: webhookSigningKey },
  })),
});
