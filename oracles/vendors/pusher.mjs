import { hmacOracle } from "../families/hmac.mjs";
import { require } from "../families/require.mjs";

const Pusher = require("pusher");

export default hmacOracle({
  sdk: "pusher",
  witness: "vendor",
  header: "x-pusher-signature",
  members: { time_ms: 1780000000000, events: [] },
  headers: () => ({ "x-pusher-key": "278d425bdf160c739803" }),
  verify: ({ headers, body }, secret) =>
    new Pusher({ appId: "1", key: "278d425bdf160c739803", secret, cluster: "eu" })
      .webhook({ headers, rawBody: body.toString() })
      .isValid(),
});
