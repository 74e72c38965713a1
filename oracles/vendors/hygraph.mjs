import { hmacOracle } from "../families/hmac.mjs";
import { require } from "../families/require.mjs";

const { verifyWebhookSignature } = require("@hygraph/utils");

// The SDK's own signer takes no time: this one prints what that one prints.
export default hmacOracle({
  sdk: "@hygraph/utils",
  witness: "vendor",
  header: "gcms-signature",
  encoding: "base64",
  time: "ms",
  signed: ({ body }, time) => [
    JSON.stringify({ Body: body.toString(), EnvironmentName: "master", TimeStamp: Number(time) }),
  ],
  value: (digest, time) => `sign=${digest}, env=master, t=${time}`,
  verify: ({ headers, body }, secret) =>
    verifyWebhookSignature({ rawPayload: body.toString(), signature: headers["gcms-signature"], secret }),
});
