import { validateEvent, WebhookVerificationError } from "@polar-sh/sdk/webhooks.js";
import { prefixed } from "../families/secrets.mjs";
import { standardWebhooks } from "../families/standard-webhooks.mjs";

export default standardWebhooks({
  sdk: "@polar-sh/sdk",
  witness: "vendor",
  secret: prefixed("polar_whs_"),
  key: (secret) => Buffer.from(secret),
  verify: ({ headers, body }, secret) => {
    try {
      validateEvent(body, headers, secret);
    } catch (error) {
      // What comes after the signature is the shape of Polar's events: no matter here.
      if (error instanceof WebhookVerificationError || error instanceof SyntaxError) return false;
    }
    return true;
  },
});
