import type { Value } from "../core/pointers.ts";
import { defineProvider } from "../core/provider.ts";

const identifier = "header:x-atlassian-webhook-identifier";
const ofComment = { subject: "body:/comment/id" } as const;
const closed = { words: { "jira:issue_updated": "issue closed" } } as const;
const resolved = { words: { "jira:issue_updated": "issue resolved" } } as const;
const reopened = { words: { "jira:issue_updated": "issue reopened" } } as const;

/** What a field was set to counts more than what it was. */
const changes = (item: `body:/${string}`): readonly Value[] => [
  `text:to {${item}/field} {has:${item}/toString}`,
  `text:from {${item}/field} {has:${item}/fromString}`,
];

export default defineProvider({
  id: "jira",
  name: "Jira Cloud",
  category: "devtools",
  docs: "https://developer.atlassian.com/cloud/jira/platform/webhooks/",
  setup: {
    where: "Settings → System → WebHooks → Create a WebHook",
    secret: "chosen-by-you",
    note: "Generate or fill in Secret: without it, deliveries are not signed. Leave `Exclude body` off.",
  },
  retries: {
    hours: 1.25,
    source:
      "developer.atlassian.com, Jira Cloud, Webhooks: five times, each after 5 to 15 minutes; its " +
      "announcement says up to 30 minutes later (community.developer.atlassian.com/t/30554); not " +
      "seen on the vendor's page",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "x-hub-signature",
    prefix: "sha256=",
  },
  event: {
    source: "com.atlassian.jira",
    type: ["body:/webhookEvent"],
    id: identifier,
    // With `Exclude body`, all bodies are equal.
    distinct: identifier,
    equalDeliveries: {
      possible: true,
      why:
        "X-Atlassian-Webhook-Identifier is one for each event, and a retry keeps it (as other public " +
        "receivers use the header; not seen on the vendor's page)",
    },
    time: "body:/timestamp",
    subject: [
      // First, because an update of an issue also has the comment that came with it.
      "body:/issue/key",
      "body:/comment/id",
      "body:/worklog/id",
      "body:/attachment/id",
      "body:/issueLink/id",
      "body:/version/id",
      "body:/sprint/id",
      "body:/board/id",
      "body:/project/key",
      "body:/user/accountId",
    ],
    // The project, wherever it is named.
    origin: [
      "body:/issue/fields/project/self",
      "body:/project/self",
      "body:/issue/self",
      "body:/comment/self",
      "body:/worklog/self",
      "body:/attachment/self",
      "body:/version/self",
      "body:/sprint/self",
      "body:/board/self",
      "body:/user/self",
    ],
    by: [
      // An assignment to nobody has the same name and no assignee.
      "text:{body:/issue_event_type_name}-{body:/issue/fields/assignee/active}",
      "body:/issue_event_type_name",
      "body:/webhookEvent",
      // Of a change that has no name of its own, the change log tells: a resolution is set or taken away.
      ...["0", "1"].flatMap((place) => changes(`body:/changelog/items/${place}`)),
    ],
    cases: {
      comment_created: ofComment,
      comment_updated: ofComment,
      comment_deleted: ofComment,
      "issue_assigned-true": { words: { "jira:issue_updated": "issue assigned" } },
      "issue_closed-true": closed,
      issue_closed: closed,
      "issue_resolved-true": resolved,
      issue_resolved: resolved,
      "to resolution true": resolved,
      "from resolution true": reopened,
      "to assignee true": { words: { "jira:issue_updated": "issue assigned" } },
      "from assignee true": { words: { "jira:issue_updated": "issue unassigned" } },
      "issue_reopened-true": reopened,
      issue_reopened: reopened,
    },
    checkedAgainst: ["captured payloads: github.com/mattermost/mattermost-plugin-jira server/testdata"],
    words: {
      "jira:issue_*": "issue",
      comment_created: "comment",
      comment_updated: "comment",
      comment_deleted: "comment",
      "jira:version_*": "release",
      "jira:version_released": "release published",
      "jira:version_unreleased": "release unpublished",
      "jira:version_moved": "release updated",
      "project_*": "project",
      project_soft_deleted: "project",
      project_restored_deleted: "project restored",
      project_restored_archived: "project unarchived",
      attachment_created: "file",
      attachment_deleted: "file",
      user_created: "user",
      user_updated: "user",
      user_deleted: "user",
    },
  },
  marks: { userAgents: ["Atlassian Webhook HTTP Client"] },
});
