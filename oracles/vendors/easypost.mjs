import { hmacOracle } from "../families/hmac.mjs";
import { require } from "../families/require.mjs";
import { text } from "../families/secrets.mjs";

const EasyPost = require("@easypost/api");
const client = new EasyPost("none");

export default hmacOracle({
  sdk: "@easypost/api",
  witness: "vendor",
  header: "x-hmac-signature",
  secret: () => `sécrét ﬁ ${text()}`,
  key: (secret) => secret.normalize("NFKD"),
  value: (digest) => `hmac-sha256-hex=${digest}`,
  verify: ({ headers, body }, secret) => {
    client.Utils.validateWebhook(body, headers, secret);
    return true;
  },
});
