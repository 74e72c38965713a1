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
    time: ["body:/message/updatedDatetime", "query:statusDatetime"],
    subject: ["body:/message/id", "query:id"],
    words: { "message.*": "message", "conversation.*": "conversation" },
  },
});
