import { hmacOracle } from "../families/hmac.mjs";
import { tern } from "../families/tern.mjs";

export default hmacOracle({
  sdk: "@hookflo/tern",
  witness: "third-party",
  header: "sentry-hook-signature",
  // The library signs what it prints again; Sentry sends compact JSON.
  bodies: "compact",
  headers: () => ({ "sentry-hook-timestamp": String(Math.floor(Date.now() / 1000)), "request-id": "1" }),
  verify: tern("sentry"),
});
