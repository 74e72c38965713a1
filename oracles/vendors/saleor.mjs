import { verifySignatureWithJwks } from "@saleor/app-sdk/auth";
import { FlattenedSign } from "jose";
import { jwks } from "../families/jwt.mjs";
import { rsa } from "../families/secrets.mjs";

export default {
  sdk: "@saleor/app-sdk",
  witness: "vendor",
  secret: rsa,
  held: (pair) => jwks(pair),
  signature: "saleor-signature",
  sign: async ({ body }, { privateKey }) => {
    const jws = await new FlattenedSign(body)
      .setProtectedHeader({ alg: "RS256", kid: "key-1", b64: false, crit: ["b64"] })
      .sign(privateKey);
    return {
      headers: {
        "saleor-signature": `${jws.protected}..${jws.signature}`,
        "saleor-event": "order_created",
        "saleor-domain": "acme.saleor.cloud",
        "saleor-api-url": "https://acme.saleor.cloud/graphql/",
      },
    };
  },
  verify: async ({ headers, body }, pair) => {
    await verifySignatureWithJwks(jwks(pair), headers["saleor-signature"], body.toString());
    return true;
  },
};
