import { randomUUID } from "node:crypto";
import { jwt } from "../families/jwt.mjs";
import { require } from "../families/require.mjs";
import { digest, hmac, text } from "../families/secrets.mjs";

const { verifySignature } = require("@vonage/jwt");
const { SMS } = require("@vonage/sms");
const { AlgorithmTypes } = require("@vonage/auth");

const sorted = (parameters) =>
  [...parameters]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => `&${name}=${value.replace(/[&=]/g, "_")}`)
    .join("");

/** Signed parameters of the older SMS API, in a form. */
const sms = (algorithm, hash) => ({
  scheme: algorithm,
  sdk: "@vonage/sms",
  witness: "vendor",
  secret: text,
  signature: { body: /&sig=([^&]*)/ },
  time: "s",
  bodies: {
    plain: "msisdn=447700900001&to=447700900000&messageId=0A0000000123ABCD1&text=Hello",
    unicode: "msisdn=447700900001&text=Gr%C3%BC%C3%9Fe+%F0%9F%98%80&keyword=GR%C3%9C%C3%9FE",
    signs: "msisdn=447700900001&text=a%26b%3Dc+%2B1&type=text",
  },
  contentType: "application/x-www-form-urlencoded",
  sign: ({ body }, secret, { text: time }) => {
    const form = new URLSearchParams(`${body}&timestamp=${encodeURIComponent(time)}&nonce=n1`);
    return { body: Buffer.from(`${form}&sig=${hmac(hash, "hex", secret, sorted(form))}`) };
  },
  verify: ({ body }, secret) => {
    const parameters = Object.fromEntries(new URLSearchParams(body.toString()));
    return new SMS({}).verifySignature(parameters.sig, parameters, secret, AlgorithmTypes[algorithm]);
  },
});

export default [
  {
    scheme: "jwt",
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
  },
  sms("md5hmac", "md5"),
  sms("sha1hmac", "sha1"),
  sms("sha256hmac", "sha256"),
  sms("sha512hmac", "sha512"),
];
