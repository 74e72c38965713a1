import { hmacOracle } from "../families/hmac.mjs";
import { require } from "../families/require.mjs";
import { whsec } from "../families/secrets.mjs";

const ImageKit = require("imagekit");
const client = new ImageKit({ publicKey: "p", privateKey: "p", urlEndpoint: "https://ik.imagekit.io/acme" });

export default hmacOracle({
  sdk: "imagekit",
  witness: "vendor",
  header: "x-ik-signature",
  secret: whsec,
  time: "ms",
  signed: ({ body }, time) => [`${time}.`, body],
  value: (digest, time) => `t=${time},v1=${digest}`,
  verify: ({ headers, body }, secret) => {
    client.verifyWebhookEvent(body, headers["x-ik-signature"], secret);
    return true;
  },
});
