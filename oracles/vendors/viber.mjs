import { hmacOracle } from "../families/hmac.mjs";
import { inside } from "../families/require.mjs";

const MessageValidator = inside("viber-bot/lib/message/message-validator.js");

export default hmacOracle({
  sdk: "viber-bot",
  witness: "vendor",
  header: "x-viber-content-signature",
  verify: ({ headers, body }, token) =>
    new MessageValidator({ debug: () => {} }, token).validateMessage(
      headers["x-viber-content-signature"],
      body,
    ),
});
