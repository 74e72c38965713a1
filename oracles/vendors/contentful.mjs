import { require } from "../families/require.mjs";
import { hex } from "../families/secrets.mjs";

const { signRequest, verifyRequest } = require("@contentful/node-apps-toolkit");

const canonical = ({ method, url, headers, body }) => {
  const { pathname, search } = new URL(url);
  return { method, path: pathname + search, headers: { ...headers }, body: body.toString() };
};

export default {
  sdk: "@contentful/node-apps-toolkit",
  witness: "vendor",
  secret: hex,
  signature: "x-contentful-signature",
  time: "ms",
  contentType: "application/vnd.contentful.management.v1+json",
  sign: (draft, secret, { text }) => ({ headers: signRequest(secret, canonical(draft), Number(text)) }),
  verify: (request, secret) => verifyRequest(secret, canonical(request), 30),
};
