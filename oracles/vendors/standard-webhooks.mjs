import { Webhook } from "standardwebhooks";
import { standardWebhooks } from "../families/standard-webhooks.mjs";

export default standardWebhooks({
  sdk: "standardwebhooks",
  witness: "vendor",
  verify: ({ headers, body }, secret) => {
    new Webhook(secret).verify(body, headers);
    return true;
  },
});
