import { hmacOracle } from "../families/hmac.mjs";
import { prefixed } from "../families/secrets.mjs";

/** As Revolut's page has it: `v1.` + timestamp + `.` + body, in milliseconds. */
export default hmacOracle({
  sdk: "Revolut's documentation",
  witness: "documentation",
  secret: prefixed("wsk_"),
  header: "revolut-signature",
  time: "ms",
  signed: ({ body }, time) => [`v1.${time}.`, body],
  value: (digest) => `v1=${digest}`,
  headers: (time) => ({ "revolut-request-timestamp": time }),
});
