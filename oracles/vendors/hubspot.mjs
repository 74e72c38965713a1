import { Signature } from "@hubspot/api-client";
import { text } from "../families/secrets.mjs";

const shared = { sdk: "@hubspot/api-client", witness: "vendor", secret: text };

const options = ({ url, body }, clientSecret) => ({ clientSecret, url, requestBody: body.toString() });

/** v1 and v2 differ in what is hashed only. */
const plain = (version) => ({
  ...shared,
  scheme: version,
  signature: "x-hubspot-signature",
  sign: (draft, secret) => ({
    headers: {
      "x-hubspot-signature": Signature.getSignature(draft.method, version, options(draft, secret)),
      "x-hubspot-signature-version": version,
    },
  }),
  verify: (request, secret) =>
    request.headers["x-hubspot-signature-version"] === version &&
    Signature.isValid({
      method: request.method,
      signatureVersion: version,
      signature: request.headers["x-hubspot-signature"],
      ...options(request, secret),
    }),
});

export default [
  plain("v1"),
  plain("v2"),
  {
    ...shared,
    scheme: "v3",
    signature: "x-hubspot-signature-v3",
    time: "ms",
    sign: (draft, secret, { text: timestamp }) => ({
      headers: {
        "x-hubspot-signature-v3": Signature.getSignature(draft.method, "v3", {
          ...options(draft, secret),
          timestamp,
        }),
        "x-hubspot-request-timestamp": timestamp,
      },
    }),
    verify: (request, secret) =>
      Signature.isValid({
        method: request.method,
        signatureVersion: "v3",
        signature: request.headers["x-hubspot-signature-v3"],
        timestamp: request.headers["x-hubspot-request-timestamp"],
        ...options(request, secret),
      }),
  },
];
