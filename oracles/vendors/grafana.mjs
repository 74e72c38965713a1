import { hmacOracle } from "../families/hmac.mjs";
import { tern } from "../families/tern.mjs";

/** As Grafana's page has it: with or without a time. */
const shared = {
  witness: "documentation",
  sdk: "Grafana's documentation",
  header: "x-grafana-alerting-signature",
};

export default [
  hmacOracle({
    ...shared,
    scheme: "hmac",
    sdk: "@hookflo/tern",
    witness: "third-party",
    verify: tern("grafana"),
  }),
  hmacOracle({
    ...shared,
    scheme: "hmac-with-timestamp",
    time: "s",
    signed: ({ body }, time) => [`${time}:`, body],
    headers: (time) => ({ "x-grafana-alerting-timestamp": time }),
  }),
];
