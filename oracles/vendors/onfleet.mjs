import { hmacOracle } from "../families/hmac.mjs";
import { n8n } from "../families/n8n.mjs";
import { hex } from "../families/secrets.mjs";

export default hmacOracle({
  sdk: "n8n-nodes-base",
  witness: "third-party",
  header: "x-onfleet-signature",
  hash: "sha512",
  secret: hex,
  key: (secret) => Buffer.from(secret, "hex"),
  verify: n8n("Onfleet/OnfleetTriggerHelpers.js", (signingSecret) => ({ credentials: { signingSecret } })),
});
