import { Webhook } from "svix";
import { standardWebhooks } from "../families/standard-webhooks.mjs";

export default standardWebhooks({
  prefix: "svix",
  sdk: "svix",
  witness: "third-party",
  verify: ({ headers, body }, secret) => {
    new Webhook(secret).verify(body, headers);
    return true;
  },
});
