import { randomBytes } from "node:crypto";
import { require } from "../families/require.mjs";
import { hex, hmac } from "../families/secrets.mjs";

const mailgun = require("mailgun-js");

/**
 * Mailgun signs a time and a token, which stand in the body with the signature.
 * @param written how a value is written there
 */
const signing =
  (written = (value) => value) =>
  ({ body }, secret, { text }) => {
    const token = randomBytes(25).toString("hex");
    const signed = body
      .toString()
      .replace("TOKEN", token)
      .replace("TIME", written(text))
      .replace("SIGNATURE", hmac("sha256", "hex", secret, text, token));
    return { body: Buffer.from(signed) };
  };

// A new judge each time: one that remembers tokens would refuse every second variant.
const judge = ({ timestamp, token, signature }, apiKey) =>
  mailgun({ apiKey, domain: "acme.example", mute: true }).validateWebhook(timestamp, token, signature);

const shared = { sdk: "mailgun-js", witness: "third-party", secret: hex, time: "s" };

const mail = {
  recipient: "orders@acme.example",
  sender: "ana@buyer.example",
  timestamp: "TIME",
  token: "TOKEN",
  signature: "SIGNATURE",
};
const mails = {
  plain: { ...mail, subject: "Order", "body-plain": "Two coffees, please." },
  unicode: { ...mail, subject: "Bestellung – Grüße 東京 😀", "body-plain": "100 % & mehr + 1 = 2" },
  large: { ...mail, subject: "Long", "body-plain": "0123456789abcdef ".repeat(5_000) },
};
const boundary = "acme-boundary-7";

const urlencoded = (fields) => new URLSearchParams(fields).toString();
const multipart = (fields) =>
  [
    ...Object.entries(fields).map(
      ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}`,
    ),
    `--${boundary}\r\nContent-Disposition: form-data; name="attachment-1"; filename="timestamp"\r\n` +
      "Content-Type: application/octet-stream\r\n\r\n12345",
    `--${boundary}--\r\n`,
  ].join("\r\n");

const written = (form) =>
  Object.fromEntries(Object.entries(mails).map(([name, fields]) => [name, form(fields)]));

export default [
  {
    ...shared,
    scheme: "webhook",
    signature: { body: /"signature":"([^"]*)"\}/ },
    members: {
      signature: { token: "TOKEN", timestamp: "TIME", signature: "SIGNATURE" },
      "event-data": { event: "delivered", id: "CPgfbmQMTCKtHW6uIWtuVe" },
    },
    sign: signing(),
    verify: ({ body }, secret) => judge(JSON.parse(body.toString()).signature, secret),
  },
  {
    ...shared,
    scheme: "route",
    signature: { body: /&signature=([^&]*)/ },
    bodies: written(urlencoded),
    contentType: "application/x-www-form-urlencoded",
    sign: signing(encodeURIComponent),
    verify: ({ body }, secret) => judge(Object.fromEntries(new URLSearchParams(body.toString())), secret),
  },
  {
    ...shared,
    scheme: "route-multipart",
    signature: { body: /name="signature"\r\n\r\n([^\r]*)/ },
    bodies: written(multipart),
    contentType: `multipart/form-data; boundary=${boundary}`,
    sign: signing(),
    // Node.js reads the form.
    verify: async ({ headers, body }, secret) =>
      judge(Object.fromEntries(await new Response(body, { headers }).formData()), secret),
  },
];
