import { defineProvider } from "../core/provider.ts";

const gate = { type: ["text:qualityGate.{body:/qualityGate/status}"] } as const;

export default defineProvider({
  id: "sonarqube",
  name: "SonarQube",
  category: "devtools",
  docs: "https://docs.sonarsource.com/sonarqube-server/project-administration/webhooks",
  setup: {
    where: "Project Settings or Administration → Configuration → Webhooks → Create",
    secret: "chosen-by-you",
    note: "Fill in Secret, or nothing is signed.",
  },
  deadlineSeconds: 10,
  signature: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-sonar-webhook-hmac-sha256" },
  event: {
    source: "com.sonarsource",
    // There is no name: the quality gate's state, or the analysis' where no gate was judged.
    type: ["text:analysis.{body:/status}"],
    time: ["body:/changedAt", "body:/analysedAt"],
    subject: "body:/project/key",
    origin: "body:/serverUrl",
    by: "body:/qualityGate/status",
    cases: { OK: gate, WARN: gate, ERROR: gate, NONE: gate },
    words: {
      "qualityGate.OK": "test succeeded",
      "qualityGate.ERROR": "test failed",
      "analysis.SUCCESS": "test completed",
      "analysis.FAILED": "test failed",
    },
  },
});
