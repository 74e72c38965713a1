import { hmacOracle } from "../families/hmac.mjs";
import { inside } from "../families/require.mjs";

const { WebhooksManager } = inside("box-node-sdk/lib/managers/webhooks.js");

const oracle = (scheme, header, spelt, keys) =>
  hmacOracle({
    scheme,
    sdk: "box-node-sdk",
    witness: "vendor",
    header,
    encoding: "base64",
    time: "iso",
    signed: ({ body }, time) => [spelt(body), time],
    headers: (time) => ({
      "box-delivery-timestamp": time,
      "box-signature-version": "1",
      "box-signature-algorithm": "HmacSHA256",
    }),
    verify: ({ headers, body }, secret) =>
      WebhooksManager.validateMessage(body.toString(), headers, ...keys(secret)),
  });

const same = (body) => body;
/** Box signs some bodies with their escapes and sends them without. */
const escaped = (body) =>
  body
    .toString()
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .replace(/(?<!\\)\//g, "\\/");

export default [
  oracle("primary", "box-signature-primary", same, (secret) => [secret]),
  oracle("secondary", "box-signature-secondary", same, (secret) => ["another", { secondaryKey: secret }]),
  oracle("escaped", "box-signature-primary", escaped, (secret) => [secret]),
];
