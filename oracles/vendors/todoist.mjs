import { hmacOracle } from "../families/hmac.mjs";
import { inside } from "../families/require.mjs";

const { verifyWebhookSignature } = inside("@doist/todoist-sdk/dist/cjs/utils/webhook-parser.js");

export default hmacOracle({
  sdk: "@doist/todoist-sdk",
  witness: "vendor",
  header: "x-todoist-hmac-sha256",
  encoding: "base64",
  verify: ({ headers, body }, clientSecret) =>
    verifyWebhookSignature({
      rawBody: body.toString(),
      signature: headers["x-todoist-hmac-sha256"],
      clientSecret,
    }),
});
