import { decodeWebhook } from "@kinde/webhooks";
import { jwks, jwt } from "../families/jwt.mjs";
import { rsa } from "../families/secrets.mjs";

const event = (text) => JSON.stringify({ type: "user.created", event_id: "event_1", data: { text } });

export default {
  sdk: "@kinde/webhooks",
  witness: "vendor",
  secret: rsa,
  held: (pair) => jwks(pair),
  signature: { body: /\.([\w-]*)$/ },
  bodies: {
    plain: event("user"),
    unicode: event("Grüße 東京 😀"),
    large: event("0123456789abcdef".repeat(6_000)),
  },
  contentType: "application/jwt",
  sign: async ({ body }, { privateKey }) => ({
    body: Buffer.from(await jwt(JSON.parse(body.toString()), privateKey, { alg: "RS256", kid: "key-1" })),
  }),
  verify: async ({ body }, pair) => {
    const { fetch } = globalThis;
    globalThis.fetch = async () =>
      new Response(jwks(pair), { headers: { "content-type": "application/json" } });
    try {
      return (await decodeWebhook(body.toString(), "https://acme.kinde.com")) !== null;
    } finally {
      globalThis.fetch = fetch;
    }
  },
};
