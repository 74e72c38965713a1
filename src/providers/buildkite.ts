import { defineProvider } from "../core/provider.ts";

const buildWords = { "build.*": "build", "build.failing": "build failed", "job.*": "job" } as const;

export default defineProvider({
  id: "buildkite",
  name: "Buildkite",
  category: "devtools",
  docs: "https://buildkite.com/docs/apis/webhooks/pipelines",
  setup: {
    where: "Settings → Notification Services → Add → Webhook",
    secret: "issued-by-provider",
    note: "The secret is the webhook's Token. Choose the option that sends it as X-Buildkite-Signature.",
  },
  signature: [
    {
      variant: "signature",
      scheme: "hmac",
      hash: "sha256",
      encoding: "hex",
      header: "x-buildkite-signature",
      fields: { timestamp: "timestamp", signature: "signature" },
      signed: "{timestamp}.{body}",
      toleranceSeconds: 300,
    },
    { variant: "token", scheme: "token", from: "header:x-buildkite-token" },
  ],
  handshakes: [{ name: "ping", when: "body:/event", equals: "ping", answer: { status: 200 } }],
  event: {
    source: "com.buildkite",
    type: ["body:/event"],
    time: [
      "body:/job/finished_at",
      "body:/job/started_at",
      "body:/job/created_at",
      "body:/build/finished_at",
      "body:/build/started_at",
      "body:/build/created_at",
    ],
    subject: ["body:/job/id", "body:/build/id", "body:/agent/id"],
    origin: "body:/pipeline/url",
    by: "body:/build/state",
    cases: {
      passed: { words: { ...buildWords, "build.finished": "build succeeded" } },
      failed: { words: { ...buildWords, "build.finished": "build failed" } },
      canceled: { words: { ...buildWords, "build.finished": "build canceled" } },
      failing: { time: [] },
    },
    words: buildWords,
  },
});
