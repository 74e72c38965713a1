import { hmacOracle } from "../families/hmac.mjs";

/** As Ghost's WebhookTrigger signs: the body and the time, in that order. */
export default hmacOracle({
  sdk: "Ghost's own source",
  witness: "documentation",
  header: "x-ghost-signature",
  time: "ms",
  signed: ({ body }, time) => [body, time],
  value: (digest, time) => `sha256=${digest}, t=${time}`,
});
