import { hmacOracle } from "../families/hmac.mjs";
import { inside } from "../families/require.mjs";

const { WebhooksClient } = inside("@elevenlabs/elevenlabs-js/wrapper/webhooks.js");
const judge = new WebhooksClient({ apiKey: "none" });

export default hmacOracle({
  sdk: "@elevenlabs/elevenlabs-js",
  witness: "vendor",
  header: "elevenlabs-signature",
  time: "s",
  signed: ({ body }, time) => [`${time}.`, body],
  value: (digest, time) => `t=${time},v0=${digest}`,
  verify: async ({ headers, body }, secret) => {
    await judge.constructEvent(body.toString(), headers["elevenlabs-signature"], secret);
    return true;
  },
});
