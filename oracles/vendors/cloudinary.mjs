import { require } from "../families/require.mjs";
import { hex } from "../families/secrets.mjs";

const { v2: cloudinary } = require("cloudinary");

const oracle = (algorithm) => ({
  scheme: algorithm,
  sdk: "cloudinary",
  witness: "vendor",
  secret: hex,
  signature: "x-cld-signature",
  time: "s",
  sign: ({ body }, api_secret, { text }) => ({
    headers: {
      "x-cld-timestamp": text,
      "x-cld-signature": cloudinary.utils.webhook_signature(body.toString(), text, {
        api_secret,
        signature_algorithm: algorithm,
      }),
    },
  }),
  verify: ({ headers, body }, api_secret) => {
    cloudinary.config({ cloud_name: "acme", api_key: "1", api_secret, signature_algorithm: algorithm });
    return cloudinary.utils.verifyNotificationSignature(
      body.toString(),
      headers["x-cld-timestamp"],
      headers["x-cld-signature"],
    );
  },
});

export default [oracle("sha1"), oracle("sha256")];
