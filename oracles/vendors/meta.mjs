import { WhatsAppAPI } from "whatsapp-api-js";
import { nuxt } from "../families/nuxt.mjs";
import { hex, hmac } from "../families/secrets.mjs";

const shared = {
  witness: "third-party",
  secret: hex,
  held: (secret) => `appSecret:${secret}`,
  signature: "x-hub-signature-256",
  sign: ({ body }, secret) => ({
    headers: { "x-hub-signature-256": `sha256=${hmac("sha256", "hex", secret, body)}` },
  }),
};
const entry = '"object":"whatsapp_business_account","entry":[]';

export default [
  {
    ...shared,
    scheme: "nuxt",
    sdk: "nuxt-webhook-validators",
    verify: nuxt("meta", "isValidMetaWebhook", (appSecret) => ({ appSecret, verifyToken: "token" })),
  },
  {
    ...shared,
    scheme: "whatsapp",
    sdk: "whatsapp-api-js",
    // Meta escapes what is not ASCII, and this library does so again before it signs.
    bodies: { plain: `{${entry}}`, escapes: `{${entry},"text":"\\u00e9\\/"}`, white: `{ ${entry} }\n` },
    verify: ({ headers, body }, appSecret) =>
      new WhatsAppAPI({ token: "t", appSecret }).verifyRequestSignature(
        body.toString(),
        headers["x-hub-signature-256"],
      ),
  },
];
