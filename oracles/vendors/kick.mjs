import { sign } from "node:crypto";
import { nuxt } from "../families/nuxt.mjs";
import { rsa } from "../families/secrets.mjs";

export default {
  sdk: "nuxt-webhook-validators",
  witness: "third-party",
  secret: rsa,
  held: ({ pem }) => pem,
  signature: "kick-event-signature",
  time: "iso",
  sign: ({ body }, { privateKey }, { text }) => ({
    headers: {
      "kick-event-message-id": "01JXYZ",
      "kick-event-message-timestamp": text,
      "kick-event-type": "chat.message.sent",
      "kick-event-signature": sign(
        "sha256",
        Buffer.concat([Buffer.from(`01JXYZ.${text}.`), body]),
        privateKey,
      ).toString("base64"),
    },
  }),
  verify: nuxt("kick", "isValidKickWebhook", ({ pem }) => ({ publicKey: pem })),
};
