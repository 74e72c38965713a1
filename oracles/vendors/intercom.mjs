import { hmacOracle } from "../families/hmac.mjs";
import { require } from "../families/require.mjs";

const { intercom } = require("@activepieces/piece-intercom");

export default hmacOracle({
  sdk: "@activepieces/piece-intercom",
  witness: "third-party",
  header: "x-hub-signature",
  hash: "sha1",
  value: (digest) => `sha1=${digest}`,
  members: { topic: "conversation.user.created", app_id: "a1" },
  verify: ({ headers, body }, webhookSecret) =>
    intercom.events.verify({
      webhookSecret,
      payload: { headers, rawBody: body.toString(), body: JSON.parse(body) },
    }),
});
