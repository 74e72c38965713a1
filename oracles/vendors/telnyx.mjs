import { sign } from "node:crypto";
import { inside } from "../families/require.mjs";
import { ed25519 } from "../families/secrets.mjs";

const { TelnyxWebhook } = inside("telnyx/lib/webhooks.js");

export default {
  sdk: "telnyx",
  witness: "vendor",
  secret: ed25519,
  held: ({ raw }) => raw.toString("base64"),
  signature: "telnyx-signature-ed25519",
  time: "s",
  sign: ({ body }, { privateKey }, { text }) => ({
    headers: {
      "telnyx-timestamp": text,
      "telnyx-signature-ed25519": sign(
        null,
        Buffer.concat([Buffer.from(`${text}|`), body]),
        privateKey,
      ).toString("base64"),
    },
  }),
  verify: async ({ headers, body }, { raw }) => {
    await new TelnyxWebhook(raw.toString("base64")).verify(body.toString(), headers);
    return true;
  },
};
