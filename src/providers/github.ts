import { defineProvider } from "../core/provider.ts";

const hmac = { scheme: "hmac", hash: "sha256", encoding: "hex" } as const;
const accounts = ["body:/installation/account/url", "body:/account/url", "body:/sender/url"] as const;
const origin = ["body:/repository/url", "body:/organization/url", ...accounts] as const;
const byOwner = { origin: ["body:/repository/owner/url", ...origin] } as const;
const owned = { ...byOwner, subject: "body:/repository/name", time: "body:/repository/updated_at" } as const;
const target = { origin: accounts, subject: "body:/installation/id", time: [] } as const;
const app = { ...target, time: "body:/installation/updated_at" } as const;
const inPull = { origin: ["body:/pull_request/url", ...origin] } as const;
const inDeployment = { origin: ["body:/deployment/url", ...origin] } as const;
const secretAlert = { time: ["body:/alert/updated_at", "body:/alert/created_at"] } as const;

export default defineProvider({
  id: "github",
  name: "GitHub",
  category: "devtools",
  docs: "https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries",
  setup: { where: "Repository or organization → Settings → Webhooks → Add webhook", secret: "chosen-by-you" },
  deadlineSeconds: 10,
  signature: { ...hmac, header: "x-hub-signature-256", prefix: "sha256=" },
  // Source, subject and time are those of the CNCF CloudEvents GitHub adapter.
  // biome-ignore format: a table to read across
  event: {
    source: "com.github", payload: "form:payload",
    type: ["header:x-github-event", "body:/action"], id: "header:x-github-delivery", origin,
    // What stands under the event's own name, then members that tell of one row of the adapter's table only.
    subject: ["body:/{header:x-github-event}/id", "body:/{header:x-github-event}/ghsa_id", "body:/rule/id", "body:/key/id",
      "body:/definition/property_name", "body:/forkee/url", "body:/blocked_user/login", "body:/build/url", "body:/alert/id",
      "body:/alert/number", "body:/comment/id", "body:/issue/number", "body:/deployment/id", "body:/review/id", "body:/member/login",
      "body:/team/id", "body:/merge_group/head_ref", "body:/sponsorship/sponsor/login", "body:/sha", "body:/workflow", "body:/ref"],
    time: ["body:/{header:x-github-event}/updated_at", "body:/rule/updated_at", "body:/check_run/completed_at", "body:/check_run/started_at",
      "body:/comment/updated_at", "body:/key/deleted_at", "body:/key/created_at", "body:/forkee/created_at", "body:/issue/updated_at",
      "body:/package/created_at", "body:/review/submitted_at", "body:/starred_at", "body:/updated_at"],
    by: "header:x-github-event",
    cases: {
      commit_comment: { origin: ["text:{body:/comment/url}/{body:/comment/commit_id}", ...origin] }, dependabot_alert: { subject: "body:/alert/id" },
      deployment_protection_rule: inDeployment, pull_request_review: inPull, repository_dispatch: byOwner, label: { subject: "body:/label/name" },
      deployment_review: { ...inDeployment, subject: "body:/workflow_run/id" }, deployment_status: { ...inDeployment, subject: "body:/deployment_status/url" },
      discussion: { time: [] }, member: { subject: "body:/member/login" }, discussion_comment: { subject: "body:/discussion/id" }, github_app_authorization: { origin: "body:/sender/url" },
      installation: app, installation_repositories: app, installation_target: target, issue_comment: { origin: ["body:/issue/url", ...origin] }, membership: { origin: ["body:/team/url", ...origin] },
      marketplace_purchase: { origin: "text:https://api.github.com/users", time: "body:/effective_date", subject: "body:/marketplace_purchase/account/login" },
      meta: { subject: "body:/hook_id", time: "body:/hook/updated_at" }, milestone: { subject: "body:/milestone/number" }, public: owned, repository: owned, repository_import: owned, repository_ruleset: owned, organization: { origin: ["body:/organization/url", ...origin], subject: "body:/membership/user/login", time: [] },
      pull_request: { subject: "body:/number" }, pull_request_review_comment: { ...inPull, time: "body:/pull_request/updated_at" },
      pull_request_review_thread: { ...inPull, subject: "body:/pull_request/id" }, registry_package: { subject: "body:/registry_package/html_url" }, security_advisory: { origin: "text:github.com" },
      release: { time: ["body:/release/{body:/action}_at", "body:/release/updated_at"] }, secret_scanning_alert: secretAlert, secret_scanning_alert_location: secretAlert,
      workflow_job: { subject: "body:/workflow_job/name", time: [] }, workflow_run: { subject: "body:/workflow/name", time: [] },
    },
    words: {
      push: "push created", "issues.*": "issue", "issues.opened": "issue created", "pull_request.*": "pull-request", "pull_request.opened": "pull-request created",
      "pull_request_review.*": "review", "pull_request_review_comment.*": "comment", "issue_comment.*": "comment", "commit_comment.*": "comment",
      "discussion.*": "conversation", "discussion_comment.*": "comment", "marketplace_purchase.purchased": "subscription created", "release.*": "release", "deployment.*": "deployment", "deployment_status.*": "deployment updated",
      "workflow_run.*": "workflow", "workflow_job.*": "job", "repository.*": "repository", "member.*": "member", "membership.*": "membership",
      "organization.*": "organization", "organization.member_*": "membership", "team.*": "team", "milestone.*": "milestone", "package.*": "package",
      "registry_package.*": "package", "dependabot_alert.*": "vulnerability", "dependabot_alert.fixed": "vulnerability resolved", "code_scanning_alert.*": "vulnerability",
      "code_scanning_alert.fixed": "vulnerability resolved", "secret_scanning_alert.*": "vulnerability", "security_advisory.*": "vulnerability", "installation.*": "app",
      "installation.created": "app installed", "installation.deleted": "app uninstalled", "org_block.*": "user", "deploy_key.*": "credential", "meta.deleted": "webhook", "marketplace_purchase.*": "subscription",
    },
  },
});
