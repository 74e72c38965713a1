import { require } from "../families/require.mjs";
import { prefixed } from "../families/secrets.mjs";

const { signWebhookPayload, verifyWebhookSignature } = require("@notionhq/client");

export default {
  sdk: "@notionhq/client",
  witness: "vendor",
  secret: prefixed("secret_"),
  signature: "x-notion-signature",
  sign: async ({ body }, verificationToken) => ({
    headers: { "x-notion-signature": await signWebhookPayload({ body: body.toString(), verificationToken }) },
  }),
  verify: ({ headers, body }, verificationToken) =>
    verifyWebhookSignature({
      body: body.toString(),
      signature: headers["x-notion-signature"],
      verificationToken,
    }),
};
