import Whop from "@whop/sdk";
import { standardWebhooks } from "../families/standard-webhooks.mjs";

const { webhooks } = new Whop({ apiKey: "none" });

export default standardWebhooks({
  sdk: "@whop/sdk",
  witness: "vendor",
  verify: ({ headers, body }, key) => {
    webhooks.unwrap(body.toString(), { headers, key });
    return true;
  },
});
