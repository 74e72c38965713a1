import { inside } from "../families/require.mjs";
import { text } from "../families/secrets.mjs";

const { WebCryptoHmacSigner } = inside("@shopware-ag/app-server-sdk/dist/commonjs/signer.js");
const signer = new WebCryptoHmacSigner();

export default {
  sdk: "@shopware-ag/app-server-sdk",
  witness: "vendor",
  secret: text,
  signature: "shopware-shop-signature",
  sign: async ({ body }, secret) => ({
    headers: { "shopware-shop-signature": await signer.sign(body.toString(), secret) },
  }),
  verify: ({ headers, body }, secret) =>
    signer.verify(headers["shopware-shop-signature"], body.toString(), secret),
};
