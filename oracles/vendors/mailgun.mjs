import { randomBytes } from "node:crypto";
import { require } from "../families/require.mjs";
import { hex, hmac } from "../families/secrets.mjs";

const mailgun = require("mailgun-js");

export default {
  sdk: "mailgun-js",
  witness: "third-party",
  secret: hex,
  signature: { body: /"signature":"([^"]*)"\}/ },
  time: "s",
  members: {
    signature: { token: "TOKEN", timestamp: "TIME", signature: "SIGNATURE" },
    "event-data": { event: "delivered", id: "CPgfbmQMTCKtHW6uIWtuVe" },
  },
  sign: ({ body }, secret, { text }) => {
    const token = randomBytes(25).toString("hex");
    const signed = body
      .toString()
      .replace("TOKEN", token)
      .replace("TIME", text)
      .replace("SIGNATURE", hmac("sha256", "hex", secret, text, token));
    return { body: Buffer.from(signed) };
  },
  // A new judge each time: one that remembers tokens would refuse every second variant.
  verify: ({ body }, apiKey) => {
    const { timestamp, token, signature } = JSON.parse(body.toString()).signature;
    return mailgun({ apiKey, domain: "acme.example", mute: true }).validateWebhook(
      timestamp,
      token,
      signature,
    );
  },
};
