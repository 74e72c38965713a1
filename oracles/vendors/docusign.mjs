import { hmacOracle } from "../families/hmac.mjs";
import { nuxt } from "../families/nuxt.mjs";

export default hmacOracle({
  sdk: "nuxt-webhook-validators",
  witness: "third-party",
  header: "x-docusign-signature-1",
  encoding: "base64",
  verify: nuxt("docusign", "isValidDocusignWebhook", (secretKey) => ({ secretKey })),
});
