import { hmacOracle } from "../families/hmac.mjs";
import { require } from "../families/require.mjs";

const { verifyAndParseWebhook } = require("stream-chat");

export default hmacOracle({
  sdk: "stream-chat",
  witness: "vendor",
  header: "x-signature",
  headers: () => ({ "x-api-key": "key" }),
  verify: ({ headers, body }, secret) => {
    verifyAndParseWebhook(body, headers["x-signature"], secret);
    return true;
  },
});
