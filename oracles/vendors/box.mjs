import { hmacOracle } from "../families/hmac.mjs";
import { inside } from "../families/require.mjs";

const { WebhooksManager } = inside("box-node-sdk/lib/managers/webhooks.js");

export default hmacOracle({
  sdk: "box-node-sdk",
  witness: "vendor",
  header: "box-signature-primary",
  encoding: "base64",
  time: "iso",
  signed: ({ body }, time) => [body, time],
  headers: (time) => ({
    "box-delivery-timestamp": time,
    "box-signature-version": "1",
    "box-signature-algorithm": "HmacSHA256",
  }),
  verify: ({ headers, body }, secret) => WebhooksManager.validateMessage(body.toString(), headers, secret),
});
