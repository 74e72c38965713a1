import { createSecretKey, randomUUID } from "node:crypto";
import { jwt } from "../families/jwt.mjs";
import { inside } from "../families/require.mjs";
import { digest, text } from "../families/secrets.mjs";

const webhookSignatureJwt = inside("messagebird/lib/webhook-signature-jwt.js");

export default {
  sdk: "messagebird",
  witness: "vendor",
  secret: text,
  signature: "messagebird-signature-jwt",
  time: "s",
  sign: async ({ url, body }, secret, { ms }) => ({
    headers: {
      "messagebird-signature-jwt": await jwt(
        {
          iss: "MessageBird",
          nbf: Math.floor(ms / 1000),
          exp: Math.floor(ms / 1000) + 60,
          jti: randomUUID(),
          url_hash: digest("sha256", "hex", url),
          payload_hash: digest("sha256", "hex", body),
        },
        secret,
      ),
    },
  }),
  verify: async ({ url, headers, body }, secret) =>
    webhookSignatureJwt.verify(
      url,
      body,
      headers["messagebird-signature-jwt"],
      createSecretKey(Buffer.from(secret)),
    ),
};
