import { hmacOracle } from "../families/hmac.mjs";
import { require } from "../families/require.mjs";

const { WebhookEventVerifier } = require("@onfido/api");

export default hmacOracle({
  sdk: "@onfido/api",
  witness: "vendor",
  header: "x-sha2-signature",
  verify: ({ headers, body }, secret) => {
    new WebhookEventVerifier(secret).readPayload(body, headers["x-sha2-signature"]);
    return true;
  },
});
