import { createSecretKey, randomUUID } from "node:crypto";
import { jwt } from "../families/jwt.mjs";
import { inside } from "../families/require.mjs";
import { digest, text } from "../families/secrets.mjs";

const signature = inside("messagebird/lib/signature.js");
const webhookSignatureJwt = inside("messagebird/lib/webhook-signature-jwt.js");

const oracle = (alg) => ({
  scheme: alg,
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
        { alg },
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
});

/** The older way: timestamp, sorted query, hash of the body. */
const legacy = {
  scheme: "legacy",
  sdk: "messagebird",
  witness: "vendor",
  secret: text,
  signature: "messagebird-signature",
  time: "s",
  sign: (draft, secret, { text: time }) => {
    const request = requestOf({ ...draft, headers: { "messagebird-request-timestamp": time } });
    return {
      headers: {
        "messagebird-request-timestamp": time,
        "messagebird-signature": signature.generate(request, secret).toString("base64"),
      },
    };
  },
  verify: (request, secret) => signature.validate(requestOf(request), secret),
};

const requestOf = ({ url, headers, body }) => ({
  headers,
  query: Object.fromEntries(new URL(url).searchParams),
  body: body.toString(),
});

export default [oracle("HS256"), oracle("HS384"), oracle("HS512"), legacy];
