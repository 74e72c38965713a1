import { inside } from "../families/require.mjs";
import { hex, hmac } from "../families/secrets.mjs";

// The package's front door starts a whole application; the check stands in a file of its own.
const { verifySlackRequest } = inside("@slack/bolt/dist/receivers/verify-request.js");

const oracle = {
  sdk: "@slack/bolt",
  witness: "vendor",
  secret: hex,
  signature: "x-slack-signature",
  time: "s",
  sign: ({ body }, secret, { text }) => ({
    headers: {
      "x-slack-request-timestamp": text,
      "x-slack-signature": `v0=${hmac("sha256", "hex", secret, `v0:${text}:`, body)}`,
    },
  }),
  verify: ({ headers, body }, signingSecret) => {
    verifySlackRequest({
      signingSecret,
      body: body.toString(),
      headers: {
        "x-slack-signature": headers["x-slack-signature"],
        "x-slack-request-timestamp": Number.parseInt(headers["x-slack-request-timestamp"], 10),
      },
    });
    return true;
  },
};

export default [oracle, { ...oracle, scheme: "form", bodies: "form" }];
