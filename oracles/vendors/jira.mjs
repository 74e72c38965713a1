import { hmacOracle } from "../families/hmac.mjs";

/** As Atlassian's page has it (WebSub): `sha256=` and the hex digest of the body. */
export default hmacOracle({
  sdk: "Atlassian's documentation",
  witness: "documentation",
  header: "x-hub-signature",
  value: (digest) => `sha256=${digest}`,
});
