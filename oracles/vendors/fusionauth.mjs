import { jwtVerify } from "jose";
import { jwt } from "../families/jwt.mjs";
import { digest, text } from "../families/secrets.mjs";

const claims = ({ body }) => ({ request_body_sha256: digest("sha256", "base64", body) });

/** As FusionAuth's page on signed webhooks has it. */
const oracle = {
  sdk: "jose",
  witness: "documentation",
  signature: "x-fusionauth-signature-jwt",
};

export default [
  {
    ...oracle,
    scheme: "hmac",
    secret: text,
    sign: async (draft, secret) => ({
      headers: { "x-fusionauth-signature-jwt": await jwt(claims(draft), secret, { kid: "key-1" }) },
    }),
    verify: async (request, secret) => {
      const key = new TextEncoder().encode(secret);
      const { payload } = await jwtVerify(request.headers["x-fusionauth-signature-jwt"], key, {
        algorithms: ["HS256"],
      });
      return payload.request_body_sha256 === claims(request).request_body_sha256;
    },
  },
];
