import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "upstash-qstash",
  name: "Upstash QStash",
  category: "devtools",
  docs: "https://upstash.com/docs/qstash/howto/signature",
  setup: {
    where:
      "Console → QStash → Signing keys; the URL is a message's, a schedule's or a URL group's destination",
    secret: "issued-by-provider",
    note: "Two secrets: the current and the next signing key. The URL is signed: give the public one, to the letter.",
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
    // What it is about is the publisher's own.
    type: ["text:message"],
    id: "header:upstash-message-id",
    // A schedule sends one body again and again.
    distinct: "header:upstash-message-id",
  },
});
