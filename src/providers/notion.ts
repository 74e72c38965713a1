import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "notion",
  name: "Notion",
  category: "productivity",
  docs: "https://developers.notion.com/reference/webhooks",
  setup: {
    where: "notion.so/profile/integrations → your integration → Webhooks → Create a subscription",
    secret: "handed-over",
    note: "Notion sends a verification_token, which the bridge stores as the source's secret. Copy it from there into Notion's Verify form.",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "x-notion-signature",
    prefix: "sha256=",
  },
  handshakes: [
    {
      name: "pairing",
      when: "body:/verification_token",
      unsigned: true,
      answer: { keepSecret: "body:/verification_token" },
    },
  ],
  event: {
    source: "so.notion",
    type: ["body:/type"],
    // attempt_number changes the body on every attempt.
    id: "body:/id",
    time: "body:/timestamp",
    subject: "body:/entity/id",
    origin: "text:https://www.notion.so/{body:/workspace_id}",
    words: { "page.*": "page", "database.*": "list", "data_source.*": "list", "comment.*": "comment" },
  },
});
