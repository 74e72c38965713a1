import { defineProvider } from "../core/provider.ts";

const call = {
  words: {
    started: "call started",
    answered: "call accepted",
    rejected: "call rejected",
    cancelled: "call canceled",
    completed: "call completed",
    failed: "call failed",
  },
} as const;

export default defineProvider({
  id: "vonage",
  name: "Vonage",
  category: "comms",
  docs: "https://developer.vonage.com/en/getting-started/concepts/webhooks#decoding-signed-webhooks",
  setup: {
    where:
      "Dashboard → Applications → your application → Capabilities → Status, Inbound and Event URLs (POST)",
    secret: "issued-by-provider",
    note: "The secret is the account's signature secret (Settings). For SMS with a `sig`, use the provider `vonage-sms-signed`.",
  },
  deadlineSeconds: 15,
  retries: {
    hours: 24,
    source:
      "github.com/Nexmo/nexmo-developer, messages-api-sandbox.md: after 5 s, doubling to every 15 " +
      "minutes, for 24 hours; api.support.vonage.com says the same of its APIs; neither says whether " +
      "the token is new",
  },
  // A GET's token has no hash and does not cover the query. With an empty body, the query would be the
  // payload.
  signature: {
    scheme: "jwt",
    header: "authorization",
    prefix: "Bearer ",
    algorithms: ["HS256"],
    key: "utf8",
    claims: { iss: "Vonage" },
    bodyHash: { claim: "payload_hash", encoding: "hex" },
    // Vonage repeats for a day.
    maxAgeSeconds: 90_000,
  },
  event: {
    source: "com.vonage",
    type: ["text:inbound.{body:/message_type}", "body:/status"],
    id: ["text:{body:/message_uuid}-{body:/status}", "body:/message_uuid"],
    time: "body:/timestamp",
    subject: ["body:/message_uuid", "body:/uuid"],
    equalDeliveries: {
      possible: false,
      why:
        "The token signs a hash of the body, which has the message's or call's id, its status and a " +
        "time (our reading of the body: recorded requests)",
    },
    checkedAgainst: ["the vendor's documented examples: github.com/Nexmo/nexmo-developer"],
    // Only calls have a direction. Messages and calls share the names of some states.
    by: "body:/direction",
    cases: { inbound: call, outbound: call },
    words: {
      "inbound.*": "message received",
      submitted: "message sent",
      delivered: "message delivered",
      read: "message read",
      rejected: "message rejected",
      undeliverable: "message failed",
      failed: "message failed",
    },
  },
});
