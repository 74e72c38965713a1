import { defineProvider } from "../core/provider.ts";

const ofComment = { subject: ["body:/history_items/0/comment/id", "body:/task_id"] } as const;

export default defineProvider({
  id: "clickup",
  name: "ClickUp",
  category: "productivity",
  docs: "https://developer.clickup.com/docs/webhooksignature",
  setup: {
    where: "POST https://api.clickup.com/api/v2/team/{team_id}/webhook",
    secret: "issued-by-provider",
    note: "The secret is `webhook.secret` in the response.",
  },
  retries: { source: "developer.clickup.com/docs/webhookhealth: five attempts, without a schedule" },
  signature: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-signature" },
  event: {
    source: "com.clickup",
    type: ["body:/event"],
    // One change can trigger several events (taskUpdated, taskStatusUpdated).
    id: "text:{body:/webhook_id}:{body:/event}:{body:/history_items/0/id}",
    // Without a history, two changes of one folder, space or goal have the same body.
    distinct: "delivery",
    equalDeliveries: {
      possible: true,
      why:
        "Without a history, two changes of one folder, space or goal have the same body; every " +
        "accepted request of that kind is an event (developer.clickup.com/docs/webhooktaskpayloads)",
    },
    checkedAgainst: ["our recorded requests"],
    time: "body:/history_items/0/date",
    subject: [
      "body:/task_id",
      "body:/list_id",
      "body:/folder_id",
      "body:/space_id",
      "body:/key_result_id",
      "body:/goal_id",
    ],
    by: [
      "body:/event",
      "text:status {body:/history_items/0/after/type}",
      "text:field {body:/history_items/0/field}",
    ],
    cases: {
      taskCommentPosted: ofComment,
      taskCommentUpdated: ofComment,
      "status closed": { words: { taskStatusUpdated: "task completed" } },
      "status done": { words: { taskStatusUpdated: "task completed" } },
      "field assignee_add": { words: { taskAssigneeUpdated: "task assigned" } },
      "field assignee_rem": { words: { taskAssigneeUpdated: "task unassigned" } },
    },
    words: {
      "task*": "task",
      taskStatusUpdated: "task updated",
      taskPriorityUpdated: "task updated",
      taskAssigneeUpdated: "task updated",
      taskDueDateUpdated: "task updated",
      taskTagUpdated: "task updated",
      taskTimeEstimateUpdated: "task updated",
      taskTimeTrackedUpdated: "task updated",
      "taskComment*": "comment",
      taskCommentPosted: "comment created",
      "list*": "list",
      "folder*": "folder",
      "space*": "workspace",
    },
  },
});
