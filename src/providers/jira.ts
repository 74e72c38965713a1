import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "jira",
  name: "Jira Cloud",
  category: "devtools",
  docs: "https://developer.atlassian.com/cloud/jira/platform/webhooks/",
  setup: {
    where: "Settings → System → WebHooks → Create a WebHook",
    secret: "chosen-by-you",
    note: "Generate or fill in Secret, or nothing is signed. Leave `Exclude body` off.",
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
    id: "header:x-atlassian-webhook-identifier",
    time: "body:/timestamp",
    // biome-ignore format: a list to read at a glance
    subject: ["body:/comment/id", "body:/worklog/id", "body:/issue/key", "body:/version/id", "body:/sprint/id", "body:/project/key",
      "body:/user/accountId"],
    // biome-ignore format: a list to read at a glance
    origin: ["body:/issue/self", "body:/comment/self", "body:/worklog/self", "body:/version/self", "body:/sprint/self", "body:/project/self",
      "body:/user/self"],
    // biome-ignore format: a table to read across
    words: {
      "jira:issue_*": "issue", comment_created: "comment", comment_updated: "comment", comment_deleted: "comment",
      "jira:version_*": "release", "jira:version_released": "release published", "jira:version_moved": "release updated",
      "project_*": "project", project_soft_deleted: "project", attachment_created: "file", attachment_deleted: "file",
      user_created: "user", user_updated: "user", user_deleted: "user",
    },
  },
});
