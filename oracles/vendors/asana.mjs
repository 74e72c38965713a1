import { n8n } from "../families/n8n.mjs";
import { hex, hmac } from "../families/secrets.mjs";

export default {
  sdk: "n8n-nodes-base",
  witness: "third-party",
  secret: hex,
  signature: "x-hook-signature",
  members: { events: [] },
  sign: ({ body }, secret) => ({ headers: { "x-hook-signature": hmac("sha256", "hex", secret, body) } }),
  verify: n8n("Asana/AsanaTriggerHelpers.js", (hookSecret) => ({ data: { hookSecret } })),
};
