import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "azure-devops",
  name: "Azure DevOps",
  category: "devtools",
  docs: "https://learn.microsoft.com/en-us/azure/devops/service-hooks/services/webhooks",
  setup: {
    where: "Project settings → Service hooks → Create subscription → Web Hooks",
    secret: "chosen-by-you",
    note: "Fill in the basic authentication username and password; the secret is `user:password`. Azure DevOps does not sign deliveries.",
  },
  signature: { scheme: "basic-auth" },
  event: {
    source: "com.azure.devops",
    type: ["body:/eventType"],
    id: "body:/id",
    time: "body:/createdDate",
    subject: [
      "body:/resource/workItemId",
      "body:/resource/pullRequestId",
      "body:/resource/pullRequest/pullRequestId",
      "body:/resource/pushId",
      "body:/resource/id",
    ],
    origin: ["body:/resourceContainers/account/baseUrl", "body:/resourceContainers/collection/baseUrl"],
    by: ["body:/resource/result", "body:/resource/status"],
    cases: {
      succeeded: { words: { "build.complete": "build succeeded" } },
      failed: { words: { "build.complete": "build failed" } },
      partiallySucceeded: { words: { "build.complete": "build failed" } },
      canceled: { words: { "build.complete": "build canceled" } },
    },
    words: {
      "git.push": "push created",
      "git.pullrequest.created": "pull-request",
      "git.pullrequest.updated": "pull-request",
      "ms.vss-code.git-pullrequest-comment-event": "comment created",
      "build.complete": "build",
      "workitem.*": "issue",
      "workitem.commented": "comment created",
      "ms.vss-release.release-created-event": "release created",
      "ms.vss-release.deployment-started-event": "deployment started",
      "ms.vss-release.deployment-completed-event": "deployment completed",
    },
  },
});
