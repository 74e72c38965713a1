import { n8n } from "../families/n8n.mjs";
import { text } from "../families/secrets.mjs";

/** Microsoft Graph signs nothing: each notification has the clientState that one gave it. */
export default {
  sdk: "n8n-nodes-base",
  witness: "third-party",
  secret: text,
  signature: { body: /"clientState":"([^"]*)"\}\]\}$/ },
  senderOnly: true,
  bodies: {
    plain: '"changeType":"created","resource":"teams/t1/channels/c1"',
    unicode: '"resourceData":{"id":"Grüße, 東京 😀"}',
    escapes: '"tenantId":"a\\/b\\u00e9"',
  },
  sign: ({ body }, secret) => ({ body: Buffer.from(`{"value":[{${body},"clientState":"${secret}"}]}`) }),
  verify: n8n(
    "Microsoft/Teams/v2/helpers/utils-trigger.js",
    (webhookSecret) => ({ data: { webhookSecret } }),
    "verifyWebhook",
  ),
};
