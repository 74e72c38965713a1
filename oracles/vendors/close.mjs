import { hmacOracle } from "../families/hmac.mjs";
import { hex } from "../families/secrets.mjs";

/** As Close's page has it: HMAC(unhex(key), timestamp + body). */
export default hmacOracle({
  sdk: "Close's documentation",
  witness: "documentation",
  secret: hex,
  key: (secret) => Buffer.from(secret, "hex"),
  header: "close-sig-hash",
  time: "s",
  signed: ({ body }, time) => [time, body],
  headers: (time) => ({ "close-sig-timestamp": time }),
});
