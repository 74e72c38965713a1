import { verifyWebhook } from "@clerk/backend/webhooks";
import { standardWebhooks } from "../families/standard-webhooks.mjs";

export default standardWebhooks({
  prefix: "svix",
  sdk: "@clerk/backend",
  witness: "vendor",
  members: { object: "event", type: "user.created", data: { id: "user_1" } },
  verify: async ({ url, method, headers, body }, signingSecret) => {
    await verifyWebhook(new Request(url, { method, headers, body }), { signingSecret });
    return true;
  },
});
