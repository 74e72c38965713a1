import DodoPayments from "dodopayments";
import { standardWebhooks } from "../families/standard-webhooks.mjs";

const { webhooks } = new DodoPayments({ bearerToken: "none" });

export default standardWebhooks({
  sdk: "dodopayments",
  witness: "vendor",
  verify: ({ headers, body }, key) => {
    webhooks.unwrap(body.toString(), { headers, key });
    return true;
  },
});
