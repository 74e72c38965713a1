import { Resend } from "resend";
import { standardWebhooks } from "../families/standard-webhooks.mjs";

const { webhooks } = new Resend("re_none");

export default standardWebhooks({
  prefix: "svix",
  sdk: "resend",
  witness: "vendor",
  verify: ({ headers, body }, webhookSecret) => {
    webhooks.verify({
      payload: body.toString(),
      headers: {
        id: headers["svix-id"],
        timestamp: headers["svix-timestamp"],
        signature: headers["svix-signature"],
      },
      webhookSecret,
    });
    return true;
  },
});
