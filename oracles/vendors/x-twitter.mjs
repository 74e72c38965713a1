import { hmacOracle } from "../families/hmac.mjs";
import { require } from "../families/require.mjs";

const { validateSignature } = require("twitter-autohook");

/** Its receiver compares the header with what validateSignature() computes, and gives the body to it as text. */
export default hmacOracle({
  sdk: "twitter-autohook",
  witness: "vendor",
  header: "x-twitter-webhooks-signature",
  encoding: "base64",
  value: (digest) => `sha256=${digest}`,
  verify: ({ headers, body }, consumer_secret) =>
    validateSignature(headers, { consumer_secret }, body.toString()),
});
