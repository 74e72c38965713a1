import { hmacOracle } from "../families/hmac.mjs";
import { nuxt } from "../families/nuxt.mjs";

export default hmacOracle({
  sdk: "nuxt-webhook-validators",
  witness: "third-party",
  header: "x-dropbox-signature",
  verify: nuxt("dropbox", "isValidDropboxWebhook", (secret) => ({ appSecret: secret, secretKey: secret })),
});
