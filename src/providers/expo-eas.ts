import { defineProvider } from "../core/provider.ts";

const build = { type: ["text:build.{body:/status}"] } as const;

export default defineProvider({
  id: "expo-eas",
  name: "Expo EAS",
  category: "devtools",
  docs: "https://docs.expo.dev/eas/webhooks/",
  setup: {
    where: "eas webhook:create --event BUILD|SUBMIT --url <URL> --secret <secret>, in the project's folder",
    secret: "chosen-by-you",
    note: "The secret has at least 16 characters.",
  },
  signature: { scheme: "hmac", hash: "sha1", encoding: "hex", header: "expo-signature", prefix: "sha1=" },
  event: {
    source: "dev.expo",
    // The payload does not say whether it is a build or a submission; what it holds does.
    type: ["body:/status"],
    id: "text:{body:/id}-{body:/status}",
    time: ["body:/completedAt", "body:/updatedAt"],
    subject: "body:/id",
    origin: "text:https://expo.dev/accounts/{body:/accountName}/projects/{body:/projectName}",
    by: "key:body:",
    cases: {
      artifacts: build,
      metadata: build,
      metrics: build,
      submissionInfo: { type: ["text:submit.{body:/status}"] },
    },
    words: { "build.*": "build", "build.finished": "build succeeded" },
  },
});
