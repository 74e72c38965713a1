import { Webhook } from "standardwebhooks";
import { nuxt } from "../families/nuxt.mjs";
import { text } from "../families/secrets.mjs";
import { standardWebhooks } from "../families/standard-webhooks.mjs";

export default [
  standardWebhooks({
    scheme: "signing-token",
    sdk: "standardwebhooks",
    witness: "third-party",
    verify: ({ headers, body }, secret) => {
      new Webhook(secret).verify(body, headers);
      return true;
    },
  }),
  {
    scheme: "secret-token",
    sdk: "nuxt-webhook-validators",
    witness: "third-party",
    secret: text,
    signature: "x-gitlab-token",
    sign: (_, secret) => ({ headers: { "x-gitlab-token": secret } }),
    verify: nuxt("gitlab", "isValidGitLabWebhook", (secretToken) => ({ secretToken })),
  },
];
