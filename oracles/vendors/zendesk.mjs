import { n8n } from "../families/n8n.mjs";
import { base64, hmac } from "../families/secrets.mjs";

export default {
  sdk: "n8n-nodes-base",
  witness: "third-party",
  secret: base64,
  signature: "x-zendesk-webhook-signature",
  time: "iso",
  sign: ({ body }, secret, { text }) => ({
    headers: {
      "x-zendesk-webhook-signature-timestamp": text,
      "x-zendesk-webhook-signature": hmac("sha256", "base64", secret, text, body),
    },
  }),
  verify: n8n("Zendesk/ZendeskTriggerHelpers.js", (webhookSecret) => ({ data: { webhookSecret } })),
};
