import { defineProvider, type EventRules } from "../core/provider.ts";
import type { Words } from "../core/words/vocabulary.ts";

const hmac = { scheme: "hmac", hash: "sha256", encoding: "hex" } as const;
const accounts = ["body:/installation/account/url", "body:/account/url", "body:/sender/url"] as const;
const origin = ["body:/repository/url", "body:/organization/url", ...accounts] as const;
// In a push, `repository.url` is the web address; everywhere else it is the API's.
const apiOrigin = [
  "text:https://{header:x-github-enterprise-host}/api/v3/repos/{body:/repository/full_name}",
  "text:https://api.github.com/repos/{body:/repository/full_name}",
] as const;
const ownerOrigin = { origin: ["body:/repository/owner/url", ...origin] } as const;
const repositoryEvent = {
  ...ownerOrigin,
  subject: "body:/repository/name",
  time: "body:/repository/updated_at",
} as const;
const installationTarget = { origin: accounts, subject: "body:/installation/id", time: [] } as const;
const installationEvent = { ...installationTarget, time: "body:/installation/updated_at" } as const;
const inPullRequest = { origin: ["body:/pull_request/url", ...origin] } as const;
const sayWords = (words: Words): EventRules => ({ words: { "*": words } });
const failedRun: EventRules = {
  words: { "workflow_run.*": "workflow failed", "workflow_job.*": "job failed" },
};
// What a review decides is about the pull request.
const decides = { subject: "body:/pull_request/number", origin } as const;
const afterReview = { time: "body:/pull_request/updated_at" } as const;
const inDeployment = { origin: ["body:/deployment/url", ...origin] } as const;
const secretAlert = { time: ["body:/alert/updated_at", "body:/alert/created_at"] } as const;

/** The issue that an added or removed relation between two issues is about. */
const relation = (event: string, issue: string): Readonly<Record<string, EventRules>> => {
  const subject = `body:/${issue}/number` as const;
  return { [`${event}_added`]: { subject }, [`${event}_removed`]: { subject } };
};

export default defineProvider({
  id: "github",
  name: "GitHub",
  category: "devtools",
  docs: "https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries",
  setup: { where: "Repository or organization → Settings → Webhooks → Add webhook", secret: "chosen-by-you" },
  deadlineSeconds: 10,
  retries: { hours: 0, source: "docs.github.com, Handling failed webhook deliveries: only by request" },
  signature: { ...hmac, header: "x-hub-signature-256", prefix: "sha256=" },
  // The CNCF adapter's source, subject and time, unless they are those of something else than the event's entity.
  event: {
    source: "com.github",
    payload: "form:payload",
    type: ["header:x-github-event", "body:/action"],
    id: "header:x-github-delivery",
    distinct: "header:x-github-delivery",
    equalDeliveries: {
      possible: true,
      why:
        "A membership that is removed, added and removed again has the same body twice. X-GitHub-Delivery is one for each event, " +
        "for all its hooks and redeliveries (docs.github.com: Webhook events and payloads; REST API, `guid` of a delivery)",
    },
    checkedAgainst: [
      "captured payloads: github.com/octokit/webhooks, github.com/go-playground/webhooks",
      "the vendor's schemas: @octokit/openapi-webhooks-types 12, @octokit/webhooks-schemas 7",
    ],
    origin,
    // First the member named after the event, then members that each identify one row of the adapter's table.
    subject: [
      "body:/{header:x-github-event}/id",
      "body:/{header:x-github-event}/ghsa_id",
      "body:/rule/id",
      "body:/key/id",
      "body:/definition/property_name",
      "body:/forkee/url",
      "body:/blocked_user/login",
      "body:/build/url",
      "body:/alert/id",
      "body:/alert/number",
      "body:/comment/id",
      "body:/issue/number",
      "body:/deployment/id",
      "body:/review/id",
      "body:/member/login",
      "body:/team/id",
      "body:/merge_group/head_ref",
      "body:/sponsorship/sponsor/login",
      "body:/sha",
      "body:/workflow",
      "body:/ref",
    ],
    time: [
      "body:/{header:x-github-event}/updated_at",
      "body:/rule/updated_at",
      "body:/check_run/completed_at",
      "body:/check_run/started_at",
      "body:/comment/updated_at",
      "body:/key/deleted_at",
      "body:/key/created_at",
      "body:/forkee/created_at",
      "body:/issue/updated_at",
      "body:/package/created_at",
      "body:/review/submitted_at",
      "body:/starred_at",
      "body:/updated_at",
    ],
    by: [
      "text:{header:x-github-event}.{body:/action}.{body:/pull_request/merged}",
      "text:{header:x-github-event}.{body:/action}.{body:/review/state}",
      "body:/{header:x-github-event}/conclusion",
      "text:{header:x-github-event}.{body:/deployment_status/state}",
      "text:{header:x-github-event}.{body:/ref_type}",
      "text:{header:x-github-event}.{body:/action}",
      "text:any.{body:/action}",
      "header:x-github-event",
    ],
    cases: {
      // `updated_at` of a deleted thing is from before its deletion.
      "any.deleted": { time: [] },
      "deploy_key.deleted": { time: "body:/key/deleted_at" },
      "check_run.rerequested": { time: [] },
      "check_run.requested_action": { time: [] },
      "pull_request.closed.true": sayWords("pull-request merged"),
      "pull_request_review.submitted.approved": { ...decides, ...sayWords("pull-request approved") },
      "pull_request_review.submitted.changes_requested": { ...decides, ...sayWords("pull-request rejected") },
      "pull_request_review.edited": afterReview,
      "pull_request_review.dismissed": afterReview,
      success: { words: { "workflow_run.*": "workflow succeeded", "workflow_job.*": "job succeeded" } },
      failure: failedRun,
      startup_failure: failedRun,
      timed_out: failedRun,
      cancelled: { words: { "workflow_run.*": "workflow canceled", "workflow_job.*": "job canceled" } },
      "deployment_status.success": sayWords("deployment succeeded"),
      "deployment_status.failure": sayWords("deployment failed"),
      "deployment_status.error": sayWords("deployment failed"),
      "deployment_status.in_progress": sayWords("deployment started"),
      "create.branch": sayWords("branch created"),
      "delete.branch": sayWords("branch deleted"),
      ...relation("sub_issues.sub_issue", "parent_issue"),
      ...relation("sub_issues.parent_issue", "sub_issue"),
      ...relation("issue_dependencies.blocked_by", "blocked_issue"),
      ...relation("issue_dependencies.blocking", "blocking_issue"),
      commit_comment: { origin: ["text:{body:/comment/url}/{body:/comment/commit_id}", ...origin] },
      deployment_protection_rule: inDeployment,
      pull_request_review: inPullRequest,
      repository_dispatch: ownerOrigin,
      label: { subject: "body:/label/name" },
      deployment_review: { ...inDeployment, subject: "body:/workflow_run/id" },
      deployment_status: { subject: "body:/deployment/id" },
      discussion: { time: [] },
      member: { subject: "body:/member/login" },
      ping: { subject: "body:/hook_id" },
      push: { origin: apiOrigin },
      github_app_authorization: { origin: "body:/sender/url" },
      installation: installationEvent,
      installation_repositories: installationEvent,
      installation_target: installationTarget,
      issue_comment: { origin: ["body:/issue/url", ...origin] },
      membership: { origin: ["body:/team/url", ...origin] },
      marketplace_purchase: {
        origin: "text:https://api.github.com/users",
        time: "body:/effective_date",
        subject: "body:/marketplace_purchase/account/login",
      },
      meta: { subject: "body:/hook_id", time: "body:/hook/updated_at" },
      milestone: { subject: "body:/milestone/number" },
      public: repositoryEvent,
      repository: repositoryEvent,
      repository_import: repositoryEvent,
      repository_ruleset: repositoryEvent,
      organization: { subject: "body:/membership/user/login", time: [] },
      pull_request: { subject: "body:/number" },
      pull_request_review_comment: { ...inPullRequest, time: "body:/pull_request/updated_at" },
      pull_request_review_thread: { ...inPullRequest, subject: "body:/pull_request/id" },
      registry_package: { subject: "body:/registry_package/html_url" },
      security_advisory: { origin: "text:github.com" },
      release: { time: ["body:/release/{body:/action}_at", "body:/release/updated_at"] },
      secret_scanning_alert: secretAlert,
      secret_scanning_alert_location: secretAlert,
      workflow_job: { subject: "body:/workflow_job/name", time: [] },
      workflow_run: { subject: "body:/workflow/name", time: [] },
    },
    // No words for checks, statuses and builds of pages: a workflow reports there too, and would count twice.
    words: {
      push: "push created",
      ping: "test",
      fork: "repository created",
      "github_app_authorization.revoked": "app uninstalled",
      workflow_dispatch: "workflow",
      "issues.*": "issue",
      "issues.opened": "issue created",
      "sub_issues.*": "issue updated",
      "issue_*": "issue updated", // its relations to other issues
      "pull_request.*": "pull-request",
      "pull_request.opened": "pull-request created",
      "pull_request.synchronize": "pull-request updated",
      "pull_request.review_requested": "review requested",
      "pull_request.review_request_removed": "review canceled",
      "pull_request_review.*": "review",
      "pull_request_review_comment.*": "comment",
      "issue_comment.*": "comment",
      "commit_comment.*": "comment",
      "discussion.*": "conversation",
      "discussion_comment.*": "comment",
      "label.*": "tag",
      "release.*": "release",
      "deployment.*": "deployment",
      "deployment_review.*": "deployment",
      "deployment_status.*": "deployment updated",
      "workflow_run.*": "workflow",
      "workflow_job.*": "job",
      "repository.*": "repository",
      "member.*": "member",
      "membership.*": "membership",
      "organization.*": "organization",
      "organization.member_*": "membership",
      "team.*": "team",
      "milestone.*": "milestone",
      "milestone.opened": "milestone reopened", // a new one is `created`
      "project.*": "project",
      "projects_v2.*": "project",
      "package.*": "package",
      "registry_package.*": "package",
      "dependabot_alert.*": "vulnerability",
      "dependabot_alert.fixed": "vulnerability resolved",
      "dependabot_alert.dismissed": "vulnerability closed",
      "dependabot_alert.auto_dismissed": "vulnerability closed",
      "dependabot_alert.auto_reopened": "vulnerability reopened",
      "dependabot_alert.reintroduced": "vulnerability reopened",
      "code_scanning_alert.*": "vulnerability",
      "code_scanning_alert.fixed": "vulnerability resolved",
      "code_scanning_alert.closed_by_user": "vulnerability closed",
      "code_scanning_alert.reopened_by_user": "vulnerability reopened",
      "secret_scanning_alert.*": "vulnerability",
      "repository_vulnerability_alert.*": "vulnerability",
      "repository_vulnerability_alert.dismiss": "vulnerability closed",
      "repository_advisory.*": "vulnerability",
      "security_advisory.*": "vulnerability",
      "installation.*": "app",
      "installation.created": "app installed",
      "installation.deleted": "app uninstalled",
      "installation_repositories.*": "app updated",
      "personal_access_token_request.*": "credential",
      "personal_access_token_request.created": "credential requested",
      "org_block.*": "user",
      "deploy_key.*": "credential",
      "meta.deleted": "webhook",
      "marketplace_purchase.*": "subscription",
      "marketplace_purchase.purchased": "subscription created",
      "sponsorship.*": "subscription",
      "sponsorship.tier_changed": "subscription updated",
    },
  },
  marks: {
    userAgents: ["GitHub-Hookshot"],
    formerSignatures: [
      { scheme: "hmac", hash: "sha1", encoding: "hex", header: "x-hub-signature", prefix: "sha1=" },
    ],
  },
});
