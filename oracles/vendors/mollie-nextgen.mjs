import { inside } from "../families/require.mjs";
import { text } from "../families/secrets.mjs";

const { SignatureValidator } = inside(
  "mollie-api-typescript/dist/commonjs/utils/webhooks/signature_validator.js",
);

export default {
  sdk: "mollie-api-typescript",
  witness: "vendor",
  secret: text,
  signature: "x-mollie-signature",
  sign: async ({ body }, secret) => ({
    headers: {
      "x-mollie-signature": `sha256=${await SignatureValidator.createSignature(body.toString(), secret)}`,
    },
  }),
  verify: ({ headers, body }, secret) =>
    SignatureValidator.validate(body.toString(), secret, headers["x-mollie-signature"]?.split(/, ?/)),
};
