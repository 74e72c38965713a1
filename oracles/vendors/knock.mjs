import { hmacOracle } from "../families/hmac.mjs";

/** As Knock's page on outbound webhooks has it. */
export default hmacOracle({
  sdk: "Knock's documentation",
  witness: "documentation",
  header: "x-knock-signature",
  encoding: "base64",
  time: "ms",
  signed: ({ body }, time) => [`${time}.`, body],
  value: (digest, time) => `t=${time},s=${digest}`,
});
