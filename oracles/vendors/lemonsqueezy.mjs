import { hmacOracle } from "../families/hmac.mjs";
import { tern } from "../families/tern.mjs";

export default hmacOracle({
  sdk: "@hookflo/tern",
  witness: "third-party",
  header: "x-signature",
  verify: tern("lemonsqueezy"),
});
