import { hmacOracle } from "../families/hmac.mjs";
import { nuxt } from "../families/nuxt.mjs";

const oracle = {
  sdk: "nuxt-webhook-validators",
  witness: "third-party",
  encoding: "base64",
  verify: nuxt("docusign", "isValidDocusignWebhook", (secretKey) => ({ secretKey })),
};

export default [
  hmacOracle({ ...oracle, scheme: "first", header: "x-docusign-signature-1" }),
  // While a key is replaced, the older key's signature may stand in the second header.
  hmacOracle({
    ...oracle,
    scheme: "second",
    header: "x-docusign-signature-2",
    headers: () => ({ "x-docusign-signature-1": "VGhlIHNpZ25hdHVyZSBvZiBhbm90aGVyIGtleSwgMzIgYi4=" }),
    verify: ({ headers, body }, secret) =>
      oracle.verify(
        {
          method: "POST",
          url: "https://x.example/",
          headers: { ...headers, "x-docusign-signature-1": headers["x-docusign-signature-2"] ?? "" },
          body,
        },
        secret,
      ),
  }),
];
