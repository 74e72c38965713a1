import { Webhook } from "standardwebhooks";
import { text } from "../families/secrets.mjs";
import { standardWebhooks } from "../families/standard-webhooks.mjs";

export default standardWebhooks({
  sdk: "standardwebhooks",
  witness: "third-party",
  secret: text,
  key: (secret) => Buffer.from(secret),
  verify: ({ headers, body }, secret) => {
    new Webhook(Buffer.from(secret).toString("base64")).verify(body, headers);
    return true;
  },
});
