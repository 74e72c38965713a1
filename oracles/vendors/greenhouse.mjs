import { hmacOracle } from "../families/hmac.mjs";

/** As grnhse/greenhouse-api-docs has it: `sha256 ` and the hex digest of the body. */
export default hmacOracle({
  sdk: "Greenhouse's documentation",
  witness: "documentation",
  header: "signature",
  value: (digest) => `sha256 ${digest}`,
});
