import { Webhook } from "standardwebhooks";
import { standardWebhooks } from "../families/standard-webhooks.mjs";

/** What Bird's SDK for Python verifies, with the specification's own code as the judge. */
export default standardWebhooks({
  scheme: "endpoint",
  sdk: "standardwebhooks",
  witness: "third-party",
  verify: ({ headers, body }, secret) => {
    new Webhook(secret).verify(body, headers);
    return true;
  },
});
