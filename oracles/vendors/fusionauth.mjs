import { importJWK, jwtVerify } from "jose";
import { jwks, jwt } from "../families/jwt.mjs";
import { digest, p256, rsa, text } from "../families/secrets.mjs";

const claims = ({ body }) => ({ request_body_sha256: digest("sha256", "base64", body) });

/** As FusionAuth's page on signed webhooks has it. */
const oracle = {
  sdk: "jose",
  witness: "documentation",
  signature: "x-fusionauth-signature-jwt",
};

const pair = (alg, secret) => ({
  ...oracle,
  scheme: alg,
  secret,
  held: (keys) => jwks(keys, alg),
  sign: async (draft, { privateKey }) => ({
    headers: { "x-fusionauth-signature-jwt": await jwt(claims(draft), privateKey, { alg, kid: "key-1" }) },
  }),
  verify: async (request, keys) => {
    const key = await importJWK(JSON.parse(jwks(keys, alg)).keys[0], alg);
    const { payload } = await jwtVerify(request.headers["x-fusionauth-signature-jwt"], key, {
      algorithms: [alg],
    });
    return payload.request_body_sha256 === claims(request).request_body_sha256;
  },
});

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
  pair("RS256", rsa),
  pair("ES256", p256),
];
