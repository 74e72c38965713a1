import { hmacOracle } from "../families/hmac.mjs";
import { require } from "../families/require.mjs";

const { WebhooksHelper } = require("square");

export default hmacOracle({
  sdk: "square",
  witness: "vendor",
  header: "x-square-hmacsha256-signature",
  encoding: "base64",
  signed: ({ url, body }) => [url, body],
  verify: ({ url, headers, body }, signatureKey) =>
    WebhooksHelper.verifySignature({
      requestBody: body.toString(),
      signatureHeader: headers["x-square-hmacsha256-signature"],
      signatureKey,
      notificationUrl: url,
    }),
});
