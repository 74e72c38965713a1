import { jwt } from "../families/jwt.mjs";
import { n8n } from "../families/n8n.mjs";
import { nuxt } from "../families/nuxt.mjs";
import { digest, text } from "../families/secrets.mjs";

const shared = {
  witness: "third-party",
  secret: text,
  signature: "x-webhook-signature",
  sign: async ({ body }, secret) => ({
    headers: {
      "x-webhook-signature": await jwt({ iss: "netlify", sha256: digest("sha256", "hex", body) }, secret),
    },
  }),
};

export default [
  {
    ...shared,
    scheme: "nuxt",
    sdk: "nuxt-webhook-validators",
    verify: nuxt("netlify", "isValidNetlifyWebhook", (secretKey) => ({ secretKey })),
  },
  {
    ...shared,
    scheme: "n8n",
    sdk: "n8n-nodes-base",
    verify: n8n("Netlify/NetlifyTriggerHelpers.js", (webhookSecret) => ({ data: { webhookSecret } })),
  },
];
