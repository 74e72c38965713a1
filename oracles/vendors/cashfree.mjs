import { hmacOracle } from "../families/hmac.mjs";
import { require } from "../families/require.mjs";

const { Cashfree } = require("cashfree-pg");

export default hmacOracle({
  sdk: "cashfree-pg",
  witness: "vendor",
  header: "x-webhook-signature",
  encoding: "base64",
  time: "ms",
  signed: ({ body }, time) => [time, body],
  headers: (time) => ({ "x-webhook-timestamp": time }),
  verify: ({ headers, body }, XClientSecret) => {
    Cashfree.prototype.PGVerifyWebhookSignature.call(
      { XClientSecret },
      headers["x-webhook-signature"],
      body.toString(),
      headers["x-webhook-timestamp"],
    );
    return true;
  },
});
