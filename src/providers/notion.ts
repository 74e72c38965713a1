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
  retries: {
    hours: 24,
    source:
      "developers.notion.com, Webhooks, Event types and delivery (in public copies of the page): up " +
      "to eight times, the last about 24 hours after the event",
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
    equalDeliveries: {
      possible: false,
      why: "Each body has the id of its event (our reading of the body: recorded requests)",
    },
    time: "body:/timestamp",
    subject: "body:/entity/id",
    origin: "text:https://www.notion.so/{body:/workspace_id}",
    checkedAgainst: ["our recorded requests"],
    words: {
      "page.*": "page",
      "page.content_updated": "page updated",
      "page.properties_updated": "page updated",
      "database.*": "list",
      "database.content_updated": "list updated",
      "database.schema_updated": "list updated",
      "data_source.*": "list",
      "data_source.content_updated": "list updated",
      "data_source.schema_updated": "list updated",
      "comment.*": "comment",
    },
  },
});
