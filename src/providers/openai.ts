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
  retries: {
    hours: 72,
    signed: "anew",
    source:
      "platform.openai.com/docs/guides/webhooks (in public copies of the page): for up to 72 hours " +
      "with growing pauses; by inference: openai's webhooks.verifySignature() refuses after 300 s",
  },
  signature: { scheme: "standard-webhooks", prefix: "webhook" },
  event: {
    source: "com.openai",
    type: ["body:/type"],
    id: "body:/id",
    time: "body:/created_at",
    subject: ["body:/data/id", "body:/data/call_id"],
    equalDeliveries: {
      possible: false,
      why:
        "webhook-id and the event's id in the body are signed, and a retry keeps them (types: " +
        "openai; github.com/standard-webhooks/standard-webhooks, specification)",
    },
    checkedAgainst: ["types: openai"],
    words: {
      "response.*": "response",
      "batch.*": "job",
      "fine_tuning.job.*": "job",
      "eval.run.*": "test",
      "agent.environment.*": "environment",
      "agent.session.*": "session",
      "safety.alert.created": "alert triggered",
      "safety.org_alert.created": "alert triggered",
      "realtime.call.incoming": "call received",
      "live.call.incoming": "call received",
    },
  },
  marks: { userAgents: ["OpenAI"] },
});
