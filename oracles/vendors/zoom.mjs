import { require } from "../families/require.mjs";
import { hmac, text } from "../families/secrets.mjs";

const { AwsLambdaReceiver } = require("@zoom/rivet/meetings");

export default {
  sdk: "@zoom/rivet",
  witness: "vendor",
  secret: text,
  signature: "x-zm-signature",
  time: "s",
  // The SDK signs what it prints again; Zoom sends compact JSON.
  bodies: "compact",
  members: { event: "meeting.started", event_ts: 1780000000000, payload: { account_id: "a", object: {} } },
  sign: ({ body }, secret, { text: time }) => ({
    headers: {
      "x-zm-request-timestamp": time,
      "x-zm-signature": `v0=${hmac("sha256", "hex", secret, `v0:${time}:`, body)}`,
    },
  }),
  verify: async ({ headers, body }, webhooksSecretToken) => {
    const receiver = new AwsLambdaReceiver({ webhooksSecretToken });
    receiver.init({ eventEmitter: { emit: async () => {} } });
    const event = { headers, body: body.toString(), isBase64Encoded: false };
    return (await receiver.start()(event, {})).statusCode === 200;
  },
};
