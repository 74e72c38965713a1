import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "mailgun",
  name: "Mailgun",
  category: "comms",
  docs: "https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks",
  setup: {
    where: "Send → Sending → Webhooks → Add webhook",
    secret: "issued-by-provider",
    note: "The secret is the HTTP webhook signing key. Mailgun signs a timestamp and a token, not the event, so each token counts only once.",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    from: "body:/signature/signature",
    timestamp: "body:/signature/timestamp",
    signed: "{timestamp}{body:/signature/token}",
    toleranceSeconds: 900,
  },
  event: {
    source: "com.mailgun",
    type: ["body:/event-data/event"],
    id: "body:/event-data/id",
    time: "body:/event-data/timestamp",
    subject: "body:/event-data/message/headers/message-id",
    words: { accepted: "email sent", "*": "email" },
  },
});
