import { EventWebhook } from "@sendgrid/eventwebhook";
import { ecdsa, p256 } from "../families/secrets.mjs";

const judge = new EventWebhook();
const held = ({ publicKey }) => publicKey.export({ format: "der", type: "spki" }).toString("base64");

export default {
  sdk: "@sendgrid/eventwebhook",
  witness: "vendor",
  secret: p256,
  held,
  signature: "x-twilio-email-event-webhook-signature",
  time: "s",
  sign: ({ body }, { privateKey }, { text }) => ({
    headers: {
      "x-twilio-email-event-webhook-timestamp": text,
      "x-twilio-email-event-webhook-signature": ecdsa(privateKey, Buffer.concat([Buffer.from(text), body])),
    },
  }),
  verify: ({ headers, body }, secret) =>
    judge.verifySignature(
      judge.convertPublicKeyToECDSA(held(secret)),
      body,
      headers["x-twilio-email-event-webhook-signature"],
      headers["x-twilio-email-event-webhook-timestamp"],
    ),
};
