import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "upstash-qstash",
  name: "Upstash QStash",
  category: "devtools",
  docs: "https://upstash.com/docs/qstash/howto/signature",
  setup: {
    where:
      "Console → QStash → Signing keys; enter the URL as the destination of a message, schedule or URL group",
    secret: "issued-by-provider",
    note: "Two secrets: the current and the next signing key. The URL is signed: enter exactly the public URL.",
    form: { begins: "sig_" },
  },
  retries: {
    signed: "anew",
    source:
      "github.com/upstash/docs, qstash/features/retry.mdx: three times unless the publisher sets " +
      "another number, at most a day apart; by inference: @upstash/qstash refuses an expired token",
  },
  signature: {
    scheme: "jwt",
    header: "upstash-signature",
    algorithms: ["HS256"],
    key: "utf8",
    claims: { iss: "Upstash", sub: "{url}" },
    bodyHash: { claim: "body", encoding: "base64url" },
  },
  event: {
    source: "com.upstash.qstash",
    // The publisher defines what a message is about.
    type: ["text:message"],
    id: "header:upstash-message-id",
    // A schedule sends the same body every time.
    distinct: "header:upstash-message-id",
    equalDeliveries: {
      possible: true,
      why:
        "A schedule sends the same body every time. Upstash-Message-Id is one for each message, and " +
        "the same on its retries (github.com/upstash/docs, qstash/features/at-least-once.mdx)",
    },
    checkedAgainst: [],
  },
});
