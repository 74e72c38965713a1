import { hmacOracle } from "../families/hmac.mjs";
import { require } from "../families/require.mjs";

const { validateWebhookSignature } = require("filestack-js");

export default hmacOracle({
  sdk: "filestack-js",
  witness: "vendor",
  header: "fs-signature",
  time: "s",
  signed: ({ body }, time) => [`${time}.`, body],
  headers: (time) => ({ "fs-timestamp": time }),
  verify: ({ headers, body }, secret) =>
    validateWebhookSignature(secret, body.toString(), {
      signature: headers["fs-signature"],
      timestamp: headers["fs-timestamp"],
    }),
});
