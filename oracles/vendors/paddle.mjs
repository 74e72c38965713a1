import { hmacOracle } from "../families/hmac.mjs";
import { require } from "../families/require.mjs";
import { prefixed } from "../families/secrets.mjs";

const { Paddle } = require("@paddle/paddle-node-sdk");
const { webhooks } = new Paddle("none");

export default hmacOracle({
  sdk: "@paddle/paddle-node-sdk",
  witness: "vendor",
  header: "paddle-signature",
  secret: prefixed("pdl_ntfset_"),
  time: "s",
  signed: ({ body }, time) => [`${time}:`, body],
  value: (digest, time) => `ts=${time};h1=${digest}`,
  verify: ({ headers, body }, secret) =>
    webhooks.isSignatureValid(body.toString(), secret, headers["paddle-signature"]),
});
