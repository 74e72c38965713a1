import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "messagebird",
  name: "MessageBird",
  category: "comms",
  docs: "https://developers.messagebird.com/api/#verifying-http-requests",
  setup: {
    where:
      "Dashboard → Developers → API settings → Signing key; enter the URL in a channel, a flow or an API call",
    secret: "issued-by-provider",
    note: "The URL is signed: enter exactly the public URL. For Bird's newer platform, use the provider `bird`.",
  },
  methods: ["POST", "GET"],
  retries: { source: "developers.messagebird.com: nothing was found on further attempts" },
  signature: [
    {
      variant: "jwt",
      scheme: "request-hash-jwt",
      header: "messagebird-signature-jwt",
      algorithms: ["HS256", "HS384", "HS512"],
      key: "utf8",
      issuer: "MessageBird",
      leewaySeconds: 5,
    },
    {
      variant: "legacy",
      scheme: "hmac",
      hash: "sha256",
      encoding: "base64",
      header: "messagebird-signature",
      timestamp: "header:messagebird-request-timestamp",
      signed: "{timestamp}\n{query in order}\n{body as sha256}",
      toleranceSeconds: 100,
    },
  ],
  event: {
    source: "com.messagebird",
    type: ["body:/type", "text:message.{query:status}"],
    equalDeliveries: {
      possible: "unknown",
      why: "A body or query has the message, its status and a time to the second; no id of the event is documented (developers.messagebird.com)",
    },
    time: ["body:/message/updatedDatetime", "query:statusDatetime"],
    subject: ["body:/message/id", "query:id"],
    by: "text:{body:/type}-{body:/message/status}",
    cases: {
      "message.created-received": { words: { "message.created": "message received" } },
      "message.updated-sent": { words: { "message.updated": "message sent" } },
      "message.updated-transmitted": { words: { "message.updated": "message sent" } },
      "message.updated-delivered": { words: { "message.updated": "message delivered" } },
      "message.updated-read": { words: { "message.updated": "message read" } },
      "message.updated-failed": { words: { "message.updated": "message failed" } },
      "message.updated-rejected": { words: { "message.updated": "message rejected" } },
    },
    checkedAgainst: ["our recorded requests"],
    words: {
      "message.*": "message",
      "message.delivery_failed": "message failed",
      "conversation.*": "conversation",
    },
  },
});
