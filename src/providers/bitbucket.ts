import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "bitbucket",
  name: "Bitbucket Cloud",
  category: "devtools",
  docs: "https://support.atlassian.com/bitbucket-cloud/docs/manage-webhooks/",
  setup: {
    where: "Repository → Repository settings → Webhooks → Add webhook",
    secret: "chosen-by-you",
    note: "Fill in Secret, or nothing is signed.",
  },
  deadlineSeconds: 10,
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
    // biome-ignore format: a list to read at a glance
    time: ["body:/comment/updated_on", "body:/pullrequest/updated_on", "body:/issue/updated_on", "body:/commit_status/updated_on",
      "body:/push/changes/0/new/target/date"],
    // biome-ignore format: a list to read at a glance
    subject: ["body:/comment/id", "body:/pullrequest/id", "body:/issue/id", "body:/commit_status/key", "body:/push/changes/0/new/target/hash",
      "body:/repository/uuid"],
    origin: ["body:/repository/links/self/href", "body:/repository/links/html/href"],
    // biome-ignore format: a table to read across
    words: {
      "repo:push": "push created", "repo:fork": "repository created", "repo:updated": "repository", "repo:deleted": "repository",
      "repo:transfer": "repository moved", "repo:commit_comment_created": "comment", "pullrequest:*": "pull-request",
      "pullrequest:fulfilled": "pull-request merged", "pullrequest:unapproved": "pull-request updated",
      "pullrequest:changes_request_*": "review", "pullrequest:comment_*": "comment", "issue:*": "issue", "issue:comment_created": "comment",
    },
  },
});
