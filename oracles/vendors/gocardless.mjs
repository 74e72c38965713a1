import { hmacOracle } from "../families/hmac.mjs";
import { require } from "../families/require.mjs";

const { verifySignature } = require("gocardless-nodejs/webhooks");

export default hmacOracle({
  sdk: "gocardless-nodejs",
  witness: "vendor",
  header: "webhook-signature",
  members: { events: [] },
  verify: ({ headers, body }, secret) => {
    verifySignature(body, secret, headers["webhook-signature"]);
    return true;
  },
});
