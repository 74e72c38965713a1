import { randomUUID } from "node:crypto";
import { jwt } from "../families/jwt.mjs";
import { require } from "../families/require.mjs";
import { digest, text } from "../families/secrets.mjs";

const { verifySignature } = require("@vonage/jwt");

export default {
  sdk: "@vonage/jwt",
  witness: "vendor",
  secret: text,
  signature: "authorization",
  time: "s",
  sign: async ({ body }, secret, { ms }) => ({
    headers: {
      authorization: `Bearer ${await jwt(
        {
          iss: "Vonage",
          iat: Math.floor(ms / 1000),
          jti: randomUUID(),
          application_id: "a",
          payload_hash: digest("sha256", "hex", body),
        },
        secret,
      )}`,
    },
  }),
  // The SDK leaves the hash to its caller; Vonage's page says how to compare it.
  verify: ({ headers, body }, secret) => {
    const token = headers.authorization.replace(/^Bearer /, "");
    const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url"));
    return verifySignature(token, secret) && claims.payload_hash === digest("sha256", "hex", body);
  },
};
