import { Webhook } from "standardwebhooks";
import { base64 } from "../families/secrets.mjs";
import { standardWebhooks } from "../families/standard-webhooks.mjs";

const plain = (secret) => secret.replace("v1,whsec_", "");

export default standardWebhooks({
  sdk: "standardwebhooks",
  witness: "third-party",
  secret: () => `v1,whsec_${base64()}`,
  key: (secret) => Buffer.from(plain(secret), "base64"),
  verify: ({ headers, body }, secret) => {
    new Webhook(plain(secret)).verify(body, headers);
    return true;
  },
});
