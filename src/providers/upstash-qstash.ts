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
  },
});
