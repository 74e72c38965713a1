import { defineProvider } from "../core/provider.ts";

const ofMember = { subject: "body:/user_id" } as const;
// `updated_at` of a deleted thing is from before its deletion.
const untimed = { time: [] } as const;

export default defineProvider({
  id: "gitlab",
  aliases: ["gitlab-token", "gitlab-signing-token"],
  name: "GitLab",
  category: "devtools",
  docs: "https://docs.gitlab.com/user/project/integrations/webhooks/",
  setup: {
    where: "Project or group → Settings → Webhooks → Add new webhook; for system hooks: Admin → System hooks",
    secret: "issued-by-provider",
    note:
      "Use a signing token (whsec_…) where GitLab offers one: a secret token does not cover the body. Where a hook has " +
      "a signing token, the source must hold it: the secret token alone is refused then.",
  },
  deadlineSeconds: 10,
  retries: {
    hours: 0,
    source:
      "github.com/gitlabhq/gitlabhq, app/services/web_hook_service.rb: a failed attempt is only " +
      "recorded; one that is sent again by hand can keep its Idempotency-Key",
  },
  signature: [
    {
      variant: "signing-token",
      scheme: "standard-webhooks",
      prefix: "webhook",
      key: { prefix: "whsec_", decode: "base64" },
    },
    { variant: "secret-token", scheme: "token", from: "header:x-gitlab-token" },
  ],
  event: {
    source: "com.gitlab",
    type: ["body:/object_kind", "body:/event_name", "body:/object_attributes/action", "body:/action"],
    // x-gitlab-event-uuid is not an event id: hooks that trigger one another share it.
    // In an older GitLab, nothing else distinguishes a push from the same push undone and repeated.
    id: [
      "header:webhook-id",
      "header:idempotency-key",
      "text:{header:x-gitlab-event-uuid}:{body:/ref}:{body:/before}:{body:/after}",
    ],
    // It is new for each event nonetheless, and a feature flag that is toggled twice sends the same bytes.
    distinct: "header:x-gitlab-event-uuid",
    equalDeliveries: {
      possible: true,
      why:
        "A push that is undone and repeated has one body, as has a feature flag that is toggled twice. webhook-id and Idempotency-Key are one for " +
        "each event, and stay when it is sent again (docs.gitlab.com, Webhooks; " +
        "github.com/gitlabhq/gitlabhq, app/services/web_hook_service.rb)",
    },
    checkedAgainst: ["captured payloads: github.com/xanzy/go-gitlab, github.com/go-playground/webhooks"],
    time: ["body:/object_attributes/updated_at", "body:/object_attributes/created_at", "body:/updated_at"],
    subject: [
      "body:/object_attributes/iid",
      "body:/object_attributes/id",
      "body:/object_attributes/slug",
      "body:/project_id",
      "body:/group_id",
      "body:/user_id",
      "body:/id",
    ],
    origin: [
      "body:/project/web_url",
      "body:/repository/homepage",
      "text:{header:x-gitlab-instance}/{body:/path_with_namespace}",
      "text:{header:x-gitlab-instance}/{body:/project_path_with_namespace}",
      "header:x-gitlab-instance",
    ],
    by: [
      "text:{body:/object_kind}.{body:/action}",
      "text:{body:/object_kind}.{body:/object_attributes/action}",
      "body:/object_kind",
      "body:/event_name",
    ],
    cases: {
      // These events contain their name twice.
      push: { type: ["text:push"], subject: ["body:/checkout_sha", "body:/ref"], time: [] },
      tag_push: { type: ["text:tag_push"], subject: "body:/ref", time: [] },
      // The reaction's own time is that of its making.
      "emoji.revoke": { time: [] },
      access_token: { type: ["body:/event_name"], time: [] },
      build: {
        type: ["body:/object_kind", "body:/build_status"],
        subject: "body:/build_id",
        time: ["body:/build_finished_at", "body:/build_started_at", "body:/build_created_at"],
      },
      deployment: {
        type: ["body:/object_kind", "body:/status"],
        subject: "body:/deployment_id",
        time: "body:/status_changed_at",
      },
      pipeline: {
        type: ["body:/object_kind", "body:/object_attributes/status"],
        subject: "body:/object_attributes/id",
        time: "body:/object_attributes/finished_at",
      },
      release: { subject: "body:/tag" },
      "release.create": { time: "body:/created_at" },
      user_add_to_group: ofMember,
      user_add_to_team: ofMember,
      user_update_for_group: ofMember,
      user_update_for_team: ofMember,
      user_remove_from_group: { ...ofMember, ...untimed },
      user_remove_from_team: { ...ofMember, ...untimed },
      project_destroy: untimed,
      group_destroy: untimed,
      subgroup_destroy: untimed,
      user_destroy: untimed,
      key_destroy: untimed,
    },
    words: {
      push: "push created",
      tag_push: "push created",
      "issue.*": "issue",
      "issue.open": "issue created",
      "work_item.*": "issue",
      "work_item.open": "issue created",
      "merge_request.*": "pull-request",
      "merge_request.approval": "pull-request approved",
      "merge_request.open": "pull-request created",
      note: "comment created",
      "note.*": "comment",
      "build.*": "job",
      "pipeline.*": "workflow",
      "deployment.*": "deployment",
      "release.*": "release",
      "wiki_page.*": "page",
      "milestone.*": "milestone",
      "emoji.award": "reaction created",
      "emoji.revoke": "reaction deleted",
      feature_flag: "feature-flag updated",
      "vulnerability.*": "vulnerability",
      "project_*": "project",
      project_transfer: "project moved",
      "user_*": "user",
      user_failed_login: "login failed",
      "user_access_request_to_*": "membership requested",
      "user_access_request_denied_for_*": "membership rejected",
      "user_add_to_*": "membership created",
      "user_remove_from_*": "membership deleted",
      "user_update_for_*": "membership updated",
      "group_*": "group",
      "subgroup_*": "group",
      "key_*": "credential",
      repository_update: "repository",
      expiring_access_token: "credential",
    },
  },
  marks: { userAgents: ["GitLab"] },
});
