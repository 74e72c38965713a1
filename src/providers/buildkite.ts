import { defineProvider } from "../core/provider.ts";

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
  retries: { source: "buildkite.com/docs/apis/webhooks/pipelines: says nothing of retries" },
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
    distinct: "signing-time",
    equalDeliveries: {
      possible: true,
      why:
        "The body may show a later state than the one that caused it, and agents have no time of the " +
        "event. Nothing else differs but the time of signing " +
        "(buildkite.com/docs/apis/webhooks/pipelines)",
    },
    checkedAgainst: ["the vendor's documented examples: github.com/buildkite/docs"],
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
    // A job's event also carries its build, whose state may be another.
    by: ["body:/event", "body:/job/state", "body:/build/state"],
    cases: {
      passed: { words: { "build.finished": "build succeeded", "job.finished": "job succeeded" } },
      failed: { words: { "build.finished": "build failed", "job.finished": "job failed" } },
      timed_out: { words: { "job.finished": "job failed" } },
      canceled: { words: { "build.finished": "build canceled", "job.finished": "job canceled" } },
      "build.failing": { time: [] },
      "build.skipped": { time: [] },
      "job.activated": { time: "body:/job/unblocked_at" },
      "job.scheduled": { time: ["body:/job/scheduled_at", "body:/job/created_at"] },
    },
    words: { "build.*": "build", "build.failing": "build failed", "job.*": "job" },
  },
  marks: { userAgents: ["Buildkite-Request"] },
});
