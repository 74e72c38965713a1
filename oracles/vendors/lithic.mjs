import Lithic from "lithic";
import { standardWebhooks } from "../families/standard-webhooks.mjs";

const { webhooks } = new Lithic({ apiKey: "none" });

export default standardWebhooks({
  sdk: "lithic",
  witness: "vendor",
  verify: ({ headers, body }, secret) => {
    webhooks.verifySignature(body.toString(), headers, secret);
    return true;
  },
});
