import { AppStrategy, createClient } from "@wix/sdk";
import { jwt } from "../families/jwt.mjs";
import { rsa } from "../families/secrets.mjs";

const data = (text) =>
  JSON.stringify({ eventType: "wix.stores", instanceId: "i", data: JSON.stringify({ text }) });

export default {
  sdk: "@wix/sdk",
  witness: "vendor",
  secret: rsa,
  held: ({ pem }) => pem,
  signature: { body: /\.([\w-]*)$/ },
  time: "s",
  bodies: {
    plain: data("order"),
    unicode: data("Grüße 東京 😀"),
    large: data("0123456789abcdef".repeat(6_000)),
  },
  contentType: "text/plain",
  sign: async ({ body }, { privateKey }, { ms }) => ({
    body: Buffer.from(
      await jwt(
        { data: body.toString(), iat: Math.floor(ms / 1000), exp: Math.floor(ms / 1000) + 3600 },
        privateKey,
        { alg: "RS256" },
      ),
    ),
  }),
  verify: async ({ body }, { pem }) => {
    const client = createClient({ auth: AppStrategy({ appId: "a", publicKey: pem }), modules: {} });
    await client.webhooks.process(body.toString());
    return true;
  },
};
