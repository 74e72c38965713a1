import { inside } from "../families/require.mjs";
import { hex, hmac } from "../families/secrets.mjs";

const { validateV3Signature } = inside("plivo/dist/utils/v3Security.js");

const fields = (body) => Object.fromEntries(new URLSearchParams(body.toString()));
const sorted = (entries) => [...entries].sort(([left], [right]) => (left < right ? -1 : 1));

export default {
  sdk: "plivo",
  witness: "vendor",
  secret: hex,
  signature: "x-plivo-signature-v3",
  bodies: { plain: "CallUUID=42&From=1202&Event=StartApp", text: "Text=Hello+world&To=1203", one: "A=1" },
  contentType: "application/x-www-form-urlencoded",
  sign: ({ url, body }, secret) => {
    const { origin, pathname, searchParams } = new URL(url);
    const query = sorted(searchParams)
      .map(([name, value]) => `${name}=${value}`)
      .join("&");
    const form = sorted(Object.entries(fields(body)))
      .map(([name, value]) => name + value)
      .join("");
    const nonce = "12345678901234567890";
    const signed = `${origin}${pathname}?${query}.${form}.${nonce}`;
    return {
      headers: {
        "x-plivo-signature-v3": hmac("sha256", "base64", secret, signed),
        "x-plivo-signature-v3-nonce": nonce,
      },
    };
  },
  verify: ({ method, url, headers, body }, secret) =>
    validateV3Signature(
      method,
      url,
      headers["x-plivo-signature-v3-nonce"],
      secret,
      headers["x-plivo-signature-v3"],
      fields(body),
    ),
};
