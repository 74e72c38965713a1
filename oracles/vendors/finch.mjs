import Finch from "@tryfinch/finch-api";
import { hmacOracle } from "../families/hmac.mjs";
import { base64 } from "../families/secrets.mjs";

const { webhooks } = new Finch({ accessToken: "none", clientId: "c", clientSecret: "s" });

export default hmacOracle({
  sdk: "@tryfinch/finch-api",
  witness: "vendor",
  header: "finch-signature",
  encoding: "base64",
  secret: base64,
  key: (secret) => Buffer.from(secret, "base64"),
  time: "s",
  signed: ({ body }, time) => [`evt_1.${time}.`, body],
  value: (digest) => `v1,${digest}`,
  headers: (time) => ({ "finch-event-id": "evt_1", "finch-timestamp": time }),
  verify: ({ headers, body }, secret) => {
    webhooks.verifySignature(body.toString(), headers, secret);
    return true;
  },
});
