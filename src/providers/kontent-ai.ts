import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "kontent-ai",
  name: "Kontent.ai",
  category: "cms",
  docs: "https://kontent.ai/learn/docs/webhooks",
  setup: { where: "Environment settings → Webhooks → Create new webhook", secret: "issued-by-provider" },
  retries: {
    hours: 168,
    source:
      "kontent.ai/learn, Webhooks: by a retry policy, which could not be read; for seven days with " +
      "growing pauses; not seen on the vendor's page",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "base64",
    // Legacy webhooks use the second header.
    header: ["x-kontent-ai-signature", "x-kc-signature"],
  },
  event: {
    source: "ai.kontent",
    each: "body:/notifications",
    type: [
      "item:/message/object_type",
      "item:/message/action",
      "body:/message/type",
      "body:/message/operation",
    ],
    id: "body:/message/id",
    equalDeliveries: {
      possible: "unknown",
      why:
        "A notification has no id; nothing says whether publishing an unchanged item again moves " +
        "last_modified (our reading of the body: recorded requests)",
    },
    time: ["item:/data/system/last_modified", "body:/message/created_timestamp"],
    by: "item:/message/action",
    // last_modified is not the time of these.
    cases: { deleted: { time: [] }, unpublished: { time: [] } },
    subject: "item:/data/system/id",
    checkedAgainst: ["our recorded requests"],
    words: {
      "content_item.*": "entry",
      "content_item.metadata_changed": "entry updated",
      "content_item.workflow_step_changed": "entry updated",
      "content_item_variant.*": "entry",
      "content_item_variant.upsert": "entry updated",
      "asset.*": "asset",
      "asset.metadata_changed": "asset updated",
      "content_type.*": "model",
    },
  },
});
