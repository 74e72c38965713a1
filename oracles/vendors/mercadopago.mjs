import { require } from "../families/require.mjs";
import { hex, hmac } from "../families/secrets.mjs";

const { WebhookSignatureValidator } = require("mercadopago");
const requestId = "bb56a2f1-6aae-46ac-982e-9dcd3581d08e";

export default {
  sdk: "mercadopago",
  witness: "vendor",
  secret: hex,
  signature: "x-signature",
  time: "s",
  sign: ({ url }, secret, { text }) => ({
    url: `${url}&data.id=123456&type=payment`,
    headers: {
      "x-request-id": requestId,
      "x-signature": `ts=${text},v1=${hmac("sha256", "hex", secret, `id:123456;request-id:${requestId};ts:${text};`)}`,
    },
  }),
  verify: ({ url, headers }, secret) => {
    WebhookSignatureValidator.validate({
      xSignature: headers["x-signature"],
      xRequestId: headers["x-request-id"],
      dataId: new URL(url).searchParams.get("data.id"),
      secret,
    });
    return true;
  },
};
