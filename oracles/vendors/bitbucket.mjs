import { hmacOracle } from "../families/hmac.mjs";
import { nuxt } from "../families/nuxt.mjs";

export default hmacOracle({
  sdk: "nuxt-webhook-validators",
  witness: "third-party",
  header: "x-hub-signature",
  value: (digest) => `sha256=${digest}`,
  verify: nuxt("bitbucket", "isValidBitbucketWebhook", (secretKey) => ({ secretKey })),
});
