import { require } from "../families/require.mjs";
import { hex, hmac } from "../families/secrets.mjs";

const { EventCallbackHelper } = require("@dropbox/sign");

export default {
  sdk: "@dropbox/sign",
  witness: "vendor",
  secret: hex,
  signature: { body: /"event_hash":"([^"]*)"/ },
  time: "s",
  members: { event: { event_time: "TIME", event_type: "signature_request_signed", event_hash: "HASH" } },
  sign: ({ body }, secret, { text }) => ({
    body: Buffer.from(
      body
        .toString()
        .replace("TIME", text)
        .replace("HASH", hmac("sha256", "hex", secret, text, "signature_request_signed")),
    ),
  }),
  verify: ({ body }, secret) => {
    const { event } = JSON.parse(body.toString());
    const { event_time: eventTime, event_type: eventType, event_hash: eventHash } = event;
    return EventCallbackHelper.isValid(secret, { event: { eventTime, eventType, eventHash } });
  },
};
