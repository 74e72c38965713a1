import { hmacOracle } from "../families/hmac.mjs";
import { nuxt } from "../families/nuxt.mjs";

export default hmacOracle({
  sdk: "nuxt-webhook-validators",
  witness: "third-party",
  header: "x-fourthwall-hmac-sha256",
  encoding: "base64",
  verify: nuxt("fourthwall", "isValidFourthwallWebhook", (secretKey) => ({ secretKey })),
});
