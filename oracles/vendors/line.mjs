import { validateSignature } from "@line/bot-sdk";
import { hmacOracle } from "../families/hmac.mjs";

export default hmacOracle({
  sdk: "@line/bot-sdk",
  witness: "vendor",
  header: "x-line-signature",
  encoding: "base64",
  members: { destination: "U1", events: [] },
  verify: ({ headers, body }, secret) => validateSignature(body, secret, headers["x-line-signature"]),
});
