import { Webhook } from "standardwebhooks";
import { hmacOracle } from "../families/hmac.mjs";
import { require } from "../families/require.mjs";
import { whsec } from "../families/secrets.mjs";
import { standardWebhooks } from "../families/standard-webhooks.mjs";

const ImageKit = require("imagekit");
const client = new ImageKit({ publicKey: "p", privateKey: "p", urlEndpoint: "https://ik.imagekit.io/acme" });

const older = hmacOracle({
  scheme: "x-ik-signature",
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

/** As the seventh version of ImageKit's SDK has it: the framing of Standard Webhooks, the secret's text as key. */
const newer = standardWebhooks({
  scheme: "standard-webhooks",
  sdk: "standardwebhooks",
  witness: "third-party",
  key: (secret) => Buffer.from(secret),
  verify: ({ headers, body }, secret) => {
    new Webhook(Buffer.from(secret).toString("base64")).verify(body, headers);
    return true;
  },
});

export default [older, newer];
