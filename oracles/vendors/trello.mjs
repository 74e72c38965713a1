import { hmacOracle } from "../families/hmac.mjs";
import { n8n } from "../families/n8n.mjs";

export default hmacOracle({
  sdk: "n8n-nodes-base",
  witness: "third-party",
  header: "x-trello-webhook",
  hash: "sha1",
  encoding: "base64",
  signed: ({ body, url }) => [body, url],
  verify: n8n("Trello/TrelloTriggerHelpers.js", (oauthSecret) => ({ credentials: { oauthSecret } })),
});
