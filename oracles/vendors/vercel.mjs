import { hmacOracle } from "../families/hmac.mjs";
import { nuxt } from "../families/nuxt.mjs";

export default hmacOracle({
  sdk: "nuxt-webhook-validators",
  witness: "third-party",
  header: "x-vercel-signature",
  hash: "sha1",
  verify: nuxt("vercel", "isValidVercelWebhook", (secretKey) => ({ secretKey })),
});
