import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "discord",
  aliases: ["discord-webhook-events"],
  name: "Discord",
  category: "comms",
  docs: "https://docs.discord.com/developers/interactions/overview",
  setup: {
    where: "Developer Portal → your app → General Information → Interactions Endpoint URL, or Webhooks",
    secret: "public-key",
    note: "The secret is the Public Key under General Information.",
  },
  deadlineSeconds: 3,
  retries: {
    hours: 1 / 6,
    source:
      "docs.discord.com, Webhook Events: several attempts within 10 minutes; an interaction is not sent again. How an attempt is signed " +
      "is not said, so the window covers them",
  },
  signature: {
    scheme: "public-key",
    algorithm: "ed25519",
    key: "raw-hex",
    header: "x-signature-ed25519",
    encoding: "hex",
    timestamp: "header:x-signature-timestamp",
    signed: "{timestamp}{body}",
    // Ten minutes of retries, and five.
    toleranceSeconds: 900,
  },
  handshakes: [
    // Webhook events also have type 1; only their `event` distinguishes them from an interaction ping.
    {
      name: "interaction-ping",
      when: "body:/type",
      equals: "1",
      unless: "body:/event/type",
      answer: { status: 200, json: { type: 1 } },
    },
    { name: "webhook-event-ping", when: "body:/type", equals: "0", answer: { status: 204 } },
  ],
  // The user sees "thinking…" until a consumer edits the response with the interaction's token, which is
  // valid for 15 minutes.
  reply: [
    { when: "body:/event/type", status: 204 },
    { when: "body:/type", equals: "4", status: 200, json: { type: 8, data: { choices: [] } } },
    { status: 200, json: { type: 5 } },
  ],
  event: {
    source: "com.discord",
    type: ["text:interaction.{body:/type}"],
    id: "body:/id",
    equalDeliveries: {
      possible: false,
      why:
        "An interaction has an id in the signed body, and a webhook event the time in microseconds with what it is about " +
        "(docs.discord.com, Receiving and Responding; Webhook Events)",
    },
    checkedAgainst: ["the vendor's documented examples: github.com/discord/discord-api-docs"],
    subject: ["body:/data/name", "body:/data/custom_id"],
    origin: "text:https://discord.com/api/applications/{body:/application_id}",
    by: "body:/type",
    cases: {
      "1": {
        type: ["body:/event/type"],
        time: "body:/event/timestamp",
        subject: ["body:/event/data/id", "body:/event/data/user/id"],
      },
      "2": { type: ["text:interaction.application_command"] },
      "3": { type: ["text:interaction.message_component"] },
      "4": { type: ["text:interaction.application_command_autocomplete"] },
      "5": { type: ["text:interaction.modal_submit"] },
    },
    words: {
      APPLICATION_AUTHORIZED: "app installed",
      APPLICATION_DEAUTHORIZED: "app uninstalled",
      "ENTITLEMENT_*": "license",
      "LOBBY_MESSAGE_*": "message",
      "GAME_DIRECT_MESSAGE_*": "message",
    },
  },
  marks: { userAgents: ["Discord-Interactions", "Discord-Webhook"] },
});
