import { WebhookHandler } from "@liveblocks/node";
import { standardWebhooks } from "../families/standard-webhooks.mjs";

export default standardWebhooks({
  sdk: "@liveblocks/node",
  witness: "vendor",
  members: { type: "storageUpdated", data: { roomId: "r" } },
  verify: ({ headers, body }, secret) => {
    new WebhookHandler(secret).verifyRequest({ headers, rawBody: body.toString() });
    return true;
  },
});
