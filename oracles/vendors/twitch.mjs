import { hmacOracle } from "../families/hmac.mjs";
import { nuxt } from "../families/nuxt.mjs";
import { inside } from "../families/require.mjs";

const { EventSubHttpBase } = inside("@twurple/eventsub-http/lib/EventSubHttpBase.js");
const id = "e76c6bd4-55c9-4987-8304-da1588d8988b";

const shared = {
  witness: "third-party",
  header: "twitch-eventsub-message-signature",
  time: "iso",
  signed: ({ body }, time) => [id, time, body],
  value: (digest) => `sha256=${digest}`,
  headers: (time) => ({
    "twitch-eventsub-message-id": id,
    "twitch-eventsub-message-timestamp": time,
    "twitch-eventsub-message-type": "notification",
  }),
};

export default [
  hmacOracle({
    ...shared,
    scheme: "twurple",
    sdk: "@twurple/eventsub-http",
    verify: ({ headers, body }, secret) =>
      EventSubHttpBase.prototype._verifyData.call(
        { _secret: secret },
        headers["twitch-eventsub-message-id"],
        headers["twitch-eventsub-message-timestamp"],
        body.toString(),
        headers["twitch-eventsub-message-signature"],
      ),
  }),
  hmacOracle({
    ...shared,
    scheme: "nuxt",
    sdk: "nuxt-webhook-validators",
    verify: nuxt("twitch", "isValidTwitchWebhook", (secretKey) => ({ secretKey })),
  }),
];
