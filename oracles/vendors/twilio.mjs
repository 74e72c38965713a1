import { inside } from "../families/require.mjs";
import { hex } from "../families/secrets.mjs";

const twilio = inside("twilio/lib/webhooks/webhooks.js");

/** Express gives several values of a name as a list. */
function fields(body) {
  const form = new URLSearchParams(body.toString());
  return Object.fromEntries([...new Set(form.keys())].map((name) => [name, one(form.getAll(name))]));
}
const one = (values) => (values.length === 1 ? values[0] : values);

const shared = { sdk: "twilio", witness: "vendor", secret: hex, signature: "x-twilio-signature" };

export default [
  {
    ...shared,
    scheme: "form",
    bodies: "form",
    sign: ({ url, body }, secret) => ({
      headers: { "x-twilio-signature": twilio.getExpectedTwilioSignature(secret, url, fields(body)) },
    }),
    verify: ({ url, headers, body }, secret) =>
      twilio.validateRequest(secret, headers["x-twilio-signature"], url, fields(body)),
  },
  {
    ...shared,
    scheme: "json",
    sign: ({ url, body }, secret) => {
      const signed = `${url}&bodySHA256=${twilio.getExpectedBodyHash(body.toString())}`;
      return {
        url: signed,
        headers: { "x-twilio-signature": twilio.getExpectedTwilioSignature(secret, signed, {}) },
      };
    },
    verify: ({ url, headers, body }, secret) =>
      twilio.validateRequestWithBody(secret, headers["x-twilio-signature"], url, body.toString()),
  },
  {
    ...shared,
    scheme: "get",
    method: "GET",
    bodies: { none: "" },
    sign: ({ url }, secret) => {
      const called = `${url}&MessageSid=SM1&MessageStatus=delivered&Body=Gr%C3%BC%C3%9Fe+%F0%9F%98%80`;
      return {
        url: called,
        headers: { "x-twilio-signature": twilio.getExpectedTwilioSignature(secret, called, {}) },
      };
    },
    verify: ({ url, headers }, secret) =>
      twilio.validateRequest(secret, headers["x-twilio-signature"], url, {}),
  },
];
