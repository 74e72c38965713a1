import { hmacOracle } from "../families/hmac.mjs";

/** As Flutterwave's page on v4 has it: the base64 digest of the body, with the secret hash as its key. */
export default hmacOracle({
  scheme: "v4",
  sdk: "Flutterwave's documentation",
  witness: "documentation",
  header: "flutterwave-signature",
  encoding: "base64",
});
