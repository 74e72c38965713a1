import { defineProvider } from "../core/provider.ts";

const buildType = { type: ["text:build.{body:/status}"] } as const;

export default defineProvider({
  id: "expo-eas",
  name: "Expo EAS",
  category: "devtools",
  docs: "https://docs.expo.dev/eas/webhooks/",
  setup: {
    where: "`eas webhook:create --event BUILD|SUBMIT --url <URL> --secret <secret>` in the project's folder",
    secret: "chosen-by-you",
    note: "The secret must have at least 16 characters.",
    form: { least: 16 },
  },
  retries: { source: "docs.expo.dev/eas/webhooks: a few more times with exponential backoff" },
  signature: { scheme: "hmac", hash: "sha1", encoding: "hex", header: "expo-signature", prefix: "sha1=" },
  event: {
    source: "dev.expo",
    // The payload does not name its kind; its members show whether it is a build or a submission.
    type: ["body:/status"],
    id: "text:{body:/id}-{body:/status}",
    equalDeliveries: {
      possible: false,
      why: "A build or a submission ends once, and a new attempt has a new id (docs.expo.dev/eas/webhooks)",
    },
    checkedAgainst: ["the vendor's documented examples: github.com/expo/expo"],
    time: ["body:/completedAt", "body:/updatedAt"],
    subject: "body:/id",
    origin: "text:https://expo.dev/accounts/{body:/accountName}/projects/{body:/projectName}",
    by: "key:body:",
    cases: {
      artifacts: buildType,
      metadata: buildType,
      metrics: buildType,
      submissionInfo: { type: ["text:submit.{body:/status}"] },
    },
    words: { "build.*": "build", "build.finished": "build succeeded" },
  },
  marks: { userAgents: ["expo"] },
});
