import { hmacOracle } from "../families/hmac.mjs";

/** As Segment's page on webhooks has it: SHA-1 over JSON.stringify(body), which is the body as Segment sends it. */
export default hmacOracle({
  sdk: "Segment's documentation",
  witness: "documentation",
  header: "x-signature",
  hash: "sha1",
  bodies: "compact",
});
