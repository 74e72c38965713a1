import { hmacOracle } from "../families/hmac.mjs";

/** As CircleCI's page has it: `v1=` and the hex digest of the body. */
export default hmacOracle({
  sdk: "CircleCI's documentation",
  witness: "documentation",
  header: "circleci-signature",
  value: (digest) => `v1=${digest}`,
});
