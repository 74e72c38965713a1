import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "kontent-ai",
  name: "Kontent.ai",
  category: "cms",
  docs: "https://kontent.ai/learn/docs/webhooks",
  setup: { where: "Environment settings → Webhooks → Create new webhook", secret: "issued-by-provider" },
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
    time: ["item:/data/system/last_modified", "body:/message/created_timestamp"],
    subject: "item:/data/system/id",
    words: {
      "content_item.*": "entry",
      "content_item_variant.*": "entry",
      "asset.*": "asset",
      "content_type.*": "model",
    },
  },
});
