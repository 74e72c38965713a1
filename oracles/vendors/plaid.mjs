import { importJWK, jwtVerify, SignJWT } from "jose";
import { digest, p256 } from "../families/secrets.mjs";

const held = ({ publicKey }) =>
  JSON.stringify({ ...publicKey.export({ format: "jwk" }), kid: "6c5516e1", alg: "ES256", use: "sig" });

/** As Plaid's page has it: ES256 only, not older than five minutes, and the hash of the body. */
export default {
  sdk: "jose",
  witness: "documentation",
  secret: p256,
  held,
  signature: "plaid-verification",
  time: "s",
  sign: async ({ body }, { privateKey }, { ms }) => ({
    headers: {
      "plaid-verification": await new SignJWT({ request_body_sha256: digest("sha256", "hex", body) })
        .setProtectedHeader({ alg: "ES256", kid: "6c5516e1", typ: "JWT" })
        .setIssuedAt(Math.floor(ms / 1000))
        .sign(privateKey),
    },
  }),
  verify: async ({ headers, body }, secret) => {
    const key = await importJWK(JSON.parse(held(secret)));
    const options = { algorithms: ["ES256"], maxTokenAge: "5 min" };
    const { payload } = await jwtVerify(headers["plaid-verification"], key, options);
    return payload.request_body_sha256 === digest("sha256", "hex", body);
  },
};
