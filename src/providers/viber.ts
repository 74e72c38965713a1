import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "viber",
  name: "Viber",
  category: "comms",
  docs: "https://developers.viber.com/docs/api/rest-bot-api/#callbacks",
  setup: {
    where: "POST https://chatapi.viber.com/pa/set_webhook with this source's URL",
    secret: "issued-by-provider",
    note: "The secret is the bot's authentication token. Set it in the bridge before you set the webhook.",
  },
  retries: {
    source: "developers.viber.com/docs/api/rest-bot-api: found nothing of retries",
  },
  signature: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-viber-content-signature" },
  handshakes: [{ name: "webhook-set", when: "body:/event", equals: "webhook", answer: { status: 200 } }],
  event: {
    source: "com.viber",
    type: ["body:/event"],
    // The token identifies the message: delivered and read events repeat it, in a broadcast for each of up to
    // 300 users.
    id: [
      "text:{body:/event}-{body:/message_token}-{body:/user_id}",
      "text:{body:/event}-{body:/message_token}",
    ],
    time: "body:/timestamp",
    subject: ["body:/sender/id", "body:/user/id", "body:/user_id"],
    equalDeliveries: {
      possible: false,
      why:
        "message_token and the user's id, with the time in milliseconds, are in the signed body " +
        "(developers.viber.com/docs/api/rest-bot-api)",
    },
    checkedAgainst: ["our recorded requests"],
    words: {
      message: "message received",
      delivered: "message",
      seen: "message",
      failed: "message",
      subscribed: "subscriber",
      unsubscribed: "subscriber",
      conversation_started: "conversation",
    },
  },
});
