import { validateWebhook } from "replicate";
import { standardWebhooks } from "../families/standard-webhooks.mjs";

export default standardWebhooks({
  sdk: "replicate",
  witness: "vendor",
  verify: ({ headers, body }, secret) => validateWebhook({ headers, body: body.toString() }, secret),
});
