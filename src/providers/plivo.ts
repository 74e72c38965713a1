import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "plivo",
  aliases: ["plivo-v3"],
  name: "Plivo",
  category: "comms",
  docs: "https://www.plivo.com/docs/voice/concepts/signature-validation",
  setup: {
    where: "Console → Voice or Messaging → Applications → your application → URLs",
    secret: "issued-by-provider",
    note: "The secret is the auth token. The URL is signed: enter exactly the public URL. Messages use the older signature, which does not cover the body.",
  },
  retries: {
    source: "plivo.com/docs, Voice and Messaging callbacks: no schedule was found",
  },
  methods: ["POST", "GET"],
  signature: [
    {
      variant: "v3",
      scheme: "plivo",
      header: ["x-plivo-signature-v3", "x-plivo-signature-ma-v3"],
      nonce: "header:x-plivo-signature-v3-nonce",
    },
    {
      variant: "v2",
      scheme: "hmac",
      hash: "sha256",
      encoding: "base64",
      header: ["x-plivo-signature-v2", "x-plivo-signature-ma-v2"],
      separator: ",",
      signed: "{url without query}{header:x-plivo-signature-v2-nonce}",
    },
  ],
  // XML without an instruction: voice webhooks require XML.
  reply: { status: 200, body: "<Response/>", contentType: "text/xml" },
  event: {
    source: "com.plivo",
    type: [
      "text:message.{form:Status}",
      "text:message.{query:Status}",
      "text:call.{form:CallStatus}",
      "text:call.{query:CallStatus}",
    ],
    id: "text:{form:MessageUUID}-{form:Status}",
    // The v2 signature's nonce is part of its text.
    distinct: "header:x-plivo-signature-v3-nonce",
    subject: ["form:MessageUUID", "form:CallUUID", "query:MessageUUID", "query:CallUUID"],
    by: ["form:Type", "query:Type"],
    cases: { sms: { type: ["text:message.received"], id: "form:MessageUUID" } },
    equalDeliveries: {
      possible: true,
      why:
        "Callbacks of one call may repeat, such as the same digit pressed twice, and have no time. " +
        "The signed nonce of v3 is new for each request: a retry has another one and counts again " +
        "(plivo.com/docs/voice/concepts/signature-validation)",
    },
    checkedAgainst: ["our recorded requests"],
    words: {
      "message.*": "message",
      "message.undelivered": "message failed",
      "call.*": "call",
      "call.in-progress": "call accepted",
    },
  },
});
