import { Receiver } from "@upstash/qstash";
import { jwt } from "../families/jwt.mjs";
import { digest, prefixed } from "../families/secrets.mjs";

export default {
  sdk: "@upstash/qstash",
  witness: "vendor",
  secret: prefixed("sig_"),
  signature: "upstash-signature",
  time: "s",
  sign: async ({ url, body }, secret, { ms }) => ({
    headers: {
      "upstash-signature": await jwt(
        {
          iss: "Upstash",
          sub: url,
          nbf: Math.floor(ms / 1000),
          iat: Math.floor(ms / 1000),
          exp: Math.floor(ms / 1000) + 300,
          jti: "jwt_67kxXD6UBAk7DqU6hzuHMDdXFXfP",
          body: digest("sha256", "base64url", body),
        },
        secret,
      ),
    },
  }),
  verify: ({ url, headers, body }, secret) =>
    new Receiver({ currentSigningKey: secret, nextSigningKey: "sig_another" }).verify({
      signature: headers["upstash-signature"],
      body: body.toString(),
      url,
    }),
};
