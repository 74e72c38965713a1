import { defineProvider } from "../core/provider.ts";

const run = "ms.vss-pipelines.run-state-changed-event";
const job = "ms.vss-pipelines.job-state-changed-event";
const deployed = "ms.vss-release.deployment-completed-event";
const approved = "ms.vss-release.deployment-approval-completed-event";
const failed = { "build.complete": "build failed", [run]: "workflow failed", [job]: "job failed" } as const;

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
  retries: { source: "learn.microsoft.com/azure/devops/service-hooks: says nothing of a schedule" },
  signature: { scheme: "basic-auth" },
  event: {
    source: "com.azure.devops",
    type: ["body:/eventType"],
    id: "body:/id",
    equalDeliveries: {
      possible: false,
      why: "Every body has a UUID of the event (learn.microsoft.com/azure/devops/service-hooks/events)",
    },
    checkedAgainst: [
      "captured payloads: github.com/go-playground/webhooks",
      "the vendor's documented examples",
    ],
    time: "body:/createdDate",
    subject: [
      "body:/resource/workItemId",
      "body:/resource/pullRequestId",
      "body:/resource/pullRequest/pullRequestId",
      "body:/resource/pushId",
      "body:/resource/deployment/id",
      "body:/resource/environment/id",
      "body:/resource/approval/releaseEnvironment/id",
      "body:/resource/release/id",
      "body:/resource/job/id",
      "body:/resource/stage/id",
      "body:/resource/run/id",
      "body:/resource/approval/id",
      "body:/resource/id",
      "body:/resource/repository/id",
    ],
    origin: ["body:/resourceContainers/account/baseUrl", "body:/resourceContainers/collection/baseUrl"],
    by: [
      "text:{body:/resource/status} {body:/resource/mergeStatus}",
      "body:/resource/job/result",
      "body:/resource/stage/result",
      "body:/resource/run/result",
      "body:/resource/run/state",
      "body:/resource/approval/status",
      "body:/resource/environment/status",
      "body:/resource/result",
      "body:/resource/status",
    ],
    cases: {
      // Every attempt to merge is `git.pullrequest.merged`, also of a pull request that stays open.
      "completed succeeded": { words: { "git.pullrequest.merged": "pull-request merged" } },
      abandoned: { words: { "git.pullrequest.updated": "pull-request closed" } },
      inProgress: { words: { [run]: "workflow started" } },
      succeeded: {
        words: {
          "build.complete": "build succeeded",
          [run]: "workflow succeeded",
          [job]: "job succeeded",
          [deployed]: "deployment succeeded",
        },
      },
      failed: { words: failed },
      rejected: { words: { [deployed]: "deployment failed", [approved]: "deployment rejected" } },
      approved: { words: { [approved]: "deployment approved" } },
      canceled: {
        words: {
          "build.complete": "build canceled",
          [run]: "workflow canceled",
          [job]: "job canceled",
          [deployed]: "deployment canceled",
        },
      },
    },
    words: {
      "git.push": "push created",
      "git.pullrequest.created": "pull-request",
      "git.pullrequest.merged": "pull-request updated",
      "git.pullrequest.updated": "pull-request",
      "git.repo.*": "repository",
      "git.repo.forked": "repository created",
      "ms.vss-code.git-pullrequest-comment-event": "comment created",
      "build.complete": "build",
      [run]: "workflow",
      [job]: "job",
      "tfvc.checkin": "push created",
      "workitem.*": "issue",
      "workitem.commented": "comment created",
      "ms.vss-release.release-created-event": "release created",
      "ms.vss-release.release-abandoned-event": "release canceled",
      "ms.vss-release.deployment-started-event": "deployment started",
      [deployed]: "deployment completed",
      [approved]: "deployment",
    },
  },
  marks: { userAgents: ["VSServices"] },
});
