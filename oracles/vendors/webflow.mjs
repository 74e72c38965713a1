import { hmacOracle } from "../families/hmac.mjs";
import { n8n } from "../families/n8n.mjs";
import { inside } from "../families/require.mjs";

const { Client } = inside("webflow-api/wrapper/WebhooksClient.js");

const shared = {
  header: "x-webflow-signature",
  time: "ms",
  signed: ({ body }, time) => [`${time}:`, body],
  headers: (time) => ({ "x-webflow-timestamp": time }),
};

export default [
  hmacOracle({
    ...shared,
    scheme: "sdk",
    sdk: "webflow-api",
    witness: "vendor",
    verify: ({ headers, body }, secret) =>
      Client.prototype.verifySignature.call({}, { headers, body: body.toString(), secret }),
  }),
  hmacOracle({
    ...shared,
    scheme: "n8n",
    sdk: "n8n-nodes-base",
    witness: "third-party",
    verify: n8n("Webflow/WebflowTriggerHelpers.js", (clientSecret) => ({ credentials: { clientSecret } })),
  }),
];
