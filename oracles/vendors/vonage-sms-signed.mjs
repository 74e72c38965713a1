import { require } from "../families/require.mjs";
import { hmac, text } from "../families/secrets.mjs";

const { SMS } = require("@vonage/sms");
const { AlgorithmTypes } = require("@vonage/auth");

const sorted = (parameters) =>
  [...parameters]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => `&${name}=${value.replace(/[&=]/g, "_")}`)
    .join("");

/** As in Vonage's sample: those of the query, and those of the form. */
const parametersOf = ({ url, body }) =>
  new URLSearchParams([...new URL(url).searchParams, ...new URLSearchParams(`${body}`)]);

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
  sign: ({ url, body }, secret, { text: time }) => {
    const form = `${body}&timestamp=${encodeURIComponent(time)}&nonce=n1`;
    const signed = sorted(parametersOf({ url, body: form }));
    return { body: Buffer.from(`${form}&sig=${hmac(hash, "hex", secret, signed)}`) };
  },
  verify: (request, secret) => {
    const parameters = Object.fromEntries(parametersOf(request));
    return new SMS({}).verifySignature(parameters.sig, parameters, secret, AlgorithmTypes[algorithm]);
  },
});

export default [
  sms("md5hmac", "md5"),
  sms("sha1hmac", "sha1"),
  sms("sha256hmac", "sha256"),
  sms("sha512hmac", "sha512"),
];
