import { defineProvider } from "../core/provider.ts";

// A push of several branches and tags is about none of their commits.
const ofSeveralRefs = { subject: "body:/repository/uuid" } as const;

export default defineProvider({
  id: "bitbucket",
  name: "Bitbucket Cloud",
  category: "devtools",
  docs: "https://support.atlassian.com/bitbucket-cloud/docs/manage-webhooks/",
  setup: {
    where: "Repository → Repository settings → Webhooks → Add webhook",
    secret: "chosen-by-you",
    note: "Fill in Secret: without it, deliveries are not signed. Webhooks of a Connect app carry a JWT instead, so the bridge refuses them.",
  },
  deadlineSeconds: 10,
  retries: {
    hours: 0.1,
    source:
      "support.atlassian.com/bitbucket-cloud/docs/troubleshoot-webhooks: up to two more times, at " +
      "once, after a status from 500 to 599",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "x-hub-signature",
    prefix: "sha256=",
  },
  event: {
    source: "org.bitbucket",
    type: ["header:x-event-key"],
    id: "header:x-request-uuid",
    distinct: "header:x-request-uuid",
    equalDeliveries: {
      possible: true,
      why:
        "A push has no time but its commits', so two deletions of a tag are the same. X-Request-UUID " +
        "is one for each request, and X-Attempt-Number counts its attempts " +
        "(support.atlassian.com/bitbucket-cloud/docs/event-payloads)",
    },
    checkedAgainst: [
      "captured payloads: github.com/hookdeck/webhook-samples, github.com/go-playground/webhooks",
    ],
    time: [
      "body:/comment/updated_on",
      "body:/pullrequest/updated_on",
      "body:/issue/updated_on",
      "body:/commit_status/updated_on",
      "body:/fork/created_on",
      // The time of a push is nowhere else: a commit's is its author's.
      "header:x-event-time",
    ],
    subject: [
      "body:/comment/id",
      "body:/pullrequest/id",
      "body:/issue/id",
      "body:/commit_status/key",
      "body:/push/changes/0/new/target/hash",
      "body:/fork/uuid",
      "body:/repository/uuid",
    ],
    origin: ["body:/repository/links/self/href", "body:/repository/links/html/href"],
    by: ["body:/commit_status/state", "header:x-event-key", "text:second change: {has:body:/push/changes/1}"],
    cases: {
      "second change: true": ofSeveralRefs,
      // Not the pull request's, which a review leaves as it was.
      "pullrequest:approved": { time: ["body:/approval/date", "body:/pullrequest/updated_on"] },
      "pullrequest:changes_request_created": {
        time: ["body:/changes_request/date", "body:/pullrequest/updated_on"],
      },
      "pullrequest:comment_deleted": { time: "header:x-event-time" },
      // An updated issue carries the comment that was written with the change.
      "issue:updated": { subject: "body:/issue/id", time: "body:/issue/updated_on" },
      SUCCESSFUL: { words: { "repo:commit_status_*": "build succeeded" } },
      FAILED: { words: { "repo:commit_status_*": "build failed" } },
      STOPPED: { words: { "repo:commit_status_*": "build canceled" } },
      INPROGRESS: { words: { "repo:commit_status_*": "build started" } },
    },
    words: {
      "repo:push": "push created",
      "repo:fork": "repository created",
      "repo:imported": "repository created",
      "repo:updated": "repository",
      "repo:deleted": "repository",
      "repo:transfer": "repository moved",
      "repo:commit_comment_created": "comment",
      "pullrequest:*": "pull-request",
      "pullrequest:fulfilled": "pull-request merged",
      "pullrequest:unapproved": "pull-request updated",
      "pullrequest:changes_request_created": "pull-request rejected",
      "pullrequest:changes_request_removed": "pull-request updated",
      "pullrequest:comment_*": "comment",
      "issue:*": "issue",
      "issue:comment_created": "comment",
    },
  },
  marks: { userAgents: ["Bitbucket-Webhooks"] },
});
