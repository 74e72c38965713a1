import { require } from "../families/require.mjs";
import { text } from "../families/secrets.mjs";

const smartcar = require("smartcar");

export default {
  sdk: "smartcar",
  witness: "vendor",
  secret: text,
  signature: "sc-signature",
  // The SDK signs what it prints again; Smartcar sends compact JSON.
  bodies: "compact",
  sign: ({ body }, secret) => ({
    headers: { "sc-signature": smartcar.hashChallenge(secret, body.toString()) },
  }),
  verify: ({ headers, body }, secret) =>
    smartcar.verifyPayload(secret, headers["sc-signature"], JSON.parse(body.toString())),
};
