import { hmacOracle } from "../families/hmac.mjs";
import { hex } from "../families/secrets.mjs";

/** As BambooHR's page has it: the body and the time, in that order. */
export default hmacOracle({
  sdk: "BambooHR's documentation",
  witness: "documentation",
  secret: hex,
  header: "x-bamboohr-signature",
  time: "s",
  signed: ({ body }, time) => [body, time],
  headers: (time) => ({ "x-bamboohr-timestamp": time }),
});
