import { defineProvider } from "../core/provider.ts";

const qualityGate = { type: ["text:qualityGate.{body:/qualityGate/status}"] } as const;

export default defineProvider({
  id: "sonarqube",
  name: "SonarQube",
  category: "devtools",
  docs: "https://docs.sonarsource.com/sonarqube-server/project-administration/webhooks",
  setup: {
    where: "Project Settings or Administration → Configuration → Webhooks → Create",
    secret: "chosen-by-you",
    note: "Fill in Secret: without it, deliveries are not signed.",
  },
  deadlineSeconds: 10,
  retries: {
    hours: 0,
    source: "github.com/SonarSource/sonarqube, WebhookCallerImpl: each webhook is called once",
  },
  signature: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-sonar-webhook-hmac-sha256" },
  event: {
    source: "com.sonarsource",
    // No event name: use the quality gate's status, or the analysis status if no gate was evaluated.
    type: ["text:analysis.{body:/status}"],
    time: ["body:/changedAt", "body:/analysedAt"],
    subject: "body:/project/key",
    origin: "body:/serverUrl",
    equalDeliveries: {
      possible: false,
      why:
        "An analysis has its task id, a gate that changed without one has the time of the change: " +
        "the same change cannot come twice in a second (github.com/SonarSource/sonarqube, " +
        "WebhookPayloadFactoryImpl)",
    },
    checkedAgainst: ["the code that makes the payload: github.com/SonarSource/sonarqube"],
    by: "body:/qualityGate/status",
    cases: { OK: qualityGate, WARN: qualityGate, ERROR: qualityGate, NONE: qualityGate },
    words: {
      "qualityGate.OK": "test succeeded",
      "qualityGate.ERROR": "test failed",
      "analysis.SUCCESS": "test completed",
      "analysis.FAILED": "test failed",
    },
  },
  marks: { userAgents: ["SonarQube"] },
});
