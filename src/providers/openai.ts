import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "openai",
  name: "OpenAI",
  category: "ai",
  docs: "https://platform.openai.com/docs/guides/webhooks",
  setup: {
    where: "Platform → Settings → a project → Webhooks → Create",
    secret: "issued-by-provider",
    note: "The secret is the signing secret (whsec_…), which is shown once.",
  },
  signature: { scheme: "standard-webhooks", prefix: "webhook" },
  event: {
    source: "com.openai",
    type: ["body:/type"],
    id: "body:/id",
    time: "body:/created_at",
    subject: ["body:/data/id", "body:/data/call_id"],
    words: {
      "response.*": "response",
      "batch.*": "job",
      "fine_tuning.job.*": "job",
      "eval.run.*": "test",
      "realtime.call.incoming": "call received",
    },
  },
});
