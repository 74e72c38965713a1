import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "gitlab",
  aliases: ["gitlab-token", "gitlab-signing-token"],
  name: "GitLab",
  category: "devtools",
  docs: "https://docs.gitlab.com/user/project/integrations/webhooks/",
  setup: {
    where: "Project or group → Settings → Webhooks → Add new webhook; for system hooks Admin → System hooks",
    secret: "issued-by-provider",
    note: "Choose a signing token (whsec_…) where GitLab offers one: a secret token does not cover the body.",
  },
  deadlineSeconds: 10,
  signature: [
    { variant: "signing-token", scheme: "standard-webhooks", headers: ["webhook"], requirePrefix: true },
    { variant: "secret-token", scheme: "token", from: "header:x-gitlab-token" },
  ],
  event: {
    source: "com.gitlab",
    type: ["body:/object_kind", "body:/event_name", "body:/object_attributes/action", "body:/action"],
    // x-gitlab-event-uuid is no id: hooks that set off one another share it. An older GitLab has nothing else that tells a push from
    // one that was undone and made again.
    id: [
      "header:webhook-id",
      "header:idempotency-key",
      "text:{header:x-gitlab-event-uuid}:{body:/ref}:{body:/before}:{body:/after}",
    ],
    time: ["body:/object_attributes/updated_at", "body:/object_attributes/created_at", "body:/updated_at"],
    // biome-ignore format: a list to read at a glance
    subject: ["body:/object_attributes/iid", "body:/object_attributes/id", "body:/object_attributes/slug", "body:/project_id",
      "body:/group_id", "body:/user_id", "body:/id"],
    origin: ["body:/project/web_url", "body:/repository/homepage", "header:x-gitlab-instance"],
    by: ["body:/object_kind", "body:/event_name"],
    // biome-ignore format: a table to read across
    cases: {
      // These carry their name twice.
      push: { type: ["text:push"], subject: ["body:/checkout_sha", "body:/ref"], time: [] },
      tag_push: { type: ["text:tag_push"], subject: "body:/ref", time: [] },
      access_token: { type: ["body:/event_name"], time: [] },
      build: { type: ["body:/object_kind", "body:/build_status"], subject: "body:/build_id",
        time: ["body:/build_finished_at", "body:/build_started_at", "body:/build_created_at"] },
      deployment: { type: ["body:/object_kind", "body:/status"], subject: "body:/deployment_id", time: "body:/status_changed_at" },
      pipeline: { type: ["body:/object_kind", "body:/object_attributes/status"], subject: "body:/object_attributes/id",
        time: ["body:/object_attributes/finished_at", "body:/object_attributes/created_at"] },
      release: { subject: "body:/tag" },
    },
    // biome-ignore format: a table to read across
    words: {
      push: "push created", tag_push: "push created", "issue.*": "issue", "issue.open": "issue created", "merge_request.*": "pull-request",
      "merge_request.open": "pull-request created", note: "comment created", "note.*": "comment", "build.*": "job",
      "pipeline.*": "workflow", "deployment.*": "deployment", "release.*": "release", "wiki_page.*": "page",
      feature_flag: "feature-flag updated", "vulnerability.*": "vulnerability", "project_*": "project", "user_*": "user",
      user_failed_login: "login failed", "user_add_to_*": "membership created", "user_remove_from_*": "membership deleted",
      "user_update_for_*": "membership updated", "group_*": "group", "subgroup_*": "group", "key_*": "credential",
      repository_update: "repository", expiring_access_token: "credential",
    },
  },
});
