import { hmacOracle } from "../families/hmac.mjs";
import { require } from "../families/require.mjs";

const { Front } = require("front-sdk");

export default hmacOracle({
  sdk: "front-sdk",
  witness: "third-party",
  header: "x-front-signature",
  hash: "sha1",
  encoding: "base64",
  bodies: "compact",
  verify: ({ headers, body }, secret) =>
    new Front("none", secret).validateEventSignature(JSON.parse(body), headers["x-front-signature"]),
});
