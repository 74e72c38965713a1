import { LinearWebhookClient } from "@linear/sdk/webhooks";
import { hmac, prefixed } from "../families/secrets.mjs";

export default {
  sdk: "@linear/sdk",
  witness: "vendor",
  secret: prefixed("lin_wh_"),
  signature: "linear-signature",
  time: "ms",
  members: { action: "create", type: "Issue", webhookTimestamp: 0 },
  // The time stands in the body.
  sign: ({ body }, secret, { text }) => {
    const dated = Buffer.from(body.toString().replace('"webhookTimestamp":0', `"webhookTimestamp":${text}`));
    return { body: dated, headers: { "linear-signature": hmac("sha256", "hex", secret, dated) } };
  },
  verify: ({ headers, body }, secret) =>
    new LinearWebhookClient(secret).verify(body, headers["linear-signature"]),
};
