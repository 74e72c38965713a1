/**
 * The CNCF CloudEvents adapter for GitHub (cloudevents/spec, cloudevents/adapters/github.md), row by row, written down
 * apart from the provider so that it can prove it wrong. A path is one into the payload; null is "omit" for the
 * subject and "current time" for the time.
 *
 * Departures, where the table names another thing than the event is about, or the time of something else:
 * - a push has the API's address like all others, and nothing that is deleted has a time of its own
 * - a status of a deployment is about the deployment, a comment in a discussion about the comment
 * - an alert of Dependabot has no `id` any more
 * - `submitted_at` of a review is not the time of its edition or dismissal
 */
type Row = readonly [source: string, subject: string | null, time: string | readonly string[] | null];

const repo = "repository.url";

export const adapter: Readonly<Record<string, Row>> = {
  branch_protection_configuration: [repo, null, null],
  branch_protection_rule: [repo, "rule.id", "rule.updated_at"],
  check_run: [repo, "check_run.id", ["check_run.completed_at", "check_run.started_at"]],
  check_suite: [repo, "check_suite.id", "check_suite.updated_at"],
  code_scanning_alert: [repo, "alert.number", null],
  content_reference: [repo, "content_reference.id", null],
  create: [repo, "ref", null],
  custom_property: [repo, "definition.property_name", null],
  custom_property_values: [repo, null, null],
  delete: [repo, "ref", null],
  dependabot_alert: [repo, "alert.number", null],
  deploy_key: [repo, "key.id", ["key.deleted_at", "key.created_at"]],
  deployment: [repo, "deployment.id", "deployment.updated_at"],
  deployment_protection_rule: ["deployment.url", "deployment.id", null],
  deployment_review: ["deployment.url", "workflow_run.id", null],
  deployment_status: [repo, "deployment.id", "deployment_status.updated_at"],
  discussion: [repo, "discussion.id", null],
  discussion_comment: [repo, "comment.id", "comment.updated_at"],
  fork: [repo, "forkee.url", "forkee.created_at"],
  github_app_authorization: ["sender.url", null, null],
  gollum: [repo, null, null],
  installation: ["installation.account.url", "installation.id", "installation.updated_at"],
  installation_repositories: ["installation.account.url", "installation.id", "installation.updated_at"],
  installation_target: ["installation.account.url", "installation.id", null],
  issue_comment: ["issue.url", "comment.id", "comment.updated_at"],
  issues: [repo, "issue.number", "issue.updated_at"],
  label: [repo, "label.name", null],
  member: [repo, "member.login", null],
  membership: ["team.url", "member.login", null],
  merge_group: [repo, "merge_group.head_ref", null],
  meta: [repo, "hook_id", "hook.updated_at"],
  milestone: [repo, "milestone.number", "milestone.updated_at"],
  organization: ["organization.url", "membership.user.login", null],
  org_block: ["organization.url", "blocked_user.login", null],
  package: [repo, "package.id", ["package.updated_at", "package.created_at"]],
  page_build: [repo, "build.url", "pusher.updated_at"],
  project: [repo, "project.id", "project.updated_at"],
  project_card: [repo, "project_card.id", "project_card.updated_at"],
  project_column: [repo, "project_column.id", "project_column.updated_at"],
  projects_v2: [repo, "projects_v2.id", "projects_v2.updated_at"],
  projects_v2_item: [repo, "projects_v2_item.id", "projects_v2_item.updated_at"],
  projects_v2_status_update: [repo, "projects_v2_status_update.id", "projects_v2_status_update.updated_at"],
  public: ["repository.owner.url", "repository.name", "repository.updated_at"],
  pull_request: [repo, "number", "pull_request.updated_at"],
  pull_request_review: ["pull_request.url", "review.id", "review.submitted_at"],
  pull_request_review_comment: ["pull_request.url", "comment.id", "pull_request.updated_at"],
  pull_request_review_thread: ["pull_request.url", "pull_request.id", null],
  push: [repo, "ref", null],
  registry_package: [repo, "registry_package.html_url", "registry_package.updated_at"],
  release: [repo, "release.id", "release.published_at"],
  repository: ["repository.owner.url", "repository.name", "repository.updated_at"],
  repository_advisory: [repo, "repository_advisory.ghsa_id", "repository_advisory.updated_at"],
  repository_dispatch: ["repository.owner.url", null, null],
  repository_import: ["repository.owner.url", "repository.name", "repository.updated_at"],
  repository_ruleset: ["repository.owner.url", "repository.name", "repository.updated_at"],
  repository_vulnerability_alert: [repo, "alert.id", null],
  secret_scanning_alert: [repo, "alert.number", ["alert.updated_at", "alert.created_at"]],
  secret_scanning_alert_location: [repo, "alert.number", ["alert.updated_at", "alert.created_at"]],
  security_and_analysis: [repo, null, null],
  sponsorship: [repo, "sponsorship.sponsor.login", null],
  star: [repo, null, "starred_at"],
  status: [repo, "sha", "updated_at"],
  team: [repo, "team.id", "updated_at"],
  team_add: [repo, "team.id", null],
  watch: [repo, null, null],
  workflow_dispatch: [repo, "workflow", null],
  workflow_job: [repo, "workflow_job.name", null],
  workflow_run: [repo, "workflow.name", null],
  security_advisory: ["=github.com", "security_advisory.ghsa_id", "security_advisory.updated_at"],
  commit_comment: ["=comment.url/comment.commit_id", "comment.id", "comment.updated_at"],
  marketplace_purchase: [
    "=sender.url without the login",
    "marketplace_purchase.account.login",
    "effective_date",
  ],
};

const at = (payload: unknown, path: string): unknown => {
  let value = payload;
  for (const step of path.split(".")) value = (value as Record<string, unknown> | null | undefined)?.[step];
  return value ?? undefined;
};

const text = (value: unknown): string | undefined => (value === undefined ? undefined : String(value));

/** What the table says of one payload; a source that the payload does not have is undefined. */
export function expectedOf(
  event: string,
  payload: unknown,
): { source: string | undefined; subject: string | undefined; time: string | undefined } | undefined {
  const row = adapter[event];
  if (!row) return undefined;
  const [source, subject, times] = row;
  let expectedSource = text(at(payload, source));
  if (event === "security_advisory") expectedSource = "github.com";
  if (event === "commit_comment")
    expectedSource = `${at(payload, "comment.url")}/${at(payload, "comment.commit_id")}`;
  if (event === "marketplace_purchase")
    expectedSource = String(at(payload, "sender.url")).replace(/\/[^/]*$/, "");
  if (event === "push")
    expectedSource = `https://api.github.com/repos/${at(payload, "repository.full_name")}`;
  let paths = times === null ? [] : typeof times === "string" ? [times] : times;
  if (event === "release") paths = [`release.${at(payload, "action")}_at`];
  const action = at(payload, "action");
  if (event === "pull_request_review" && (action === "edited" || action === "dismissed"))
    paths = ["pull_request.updated_at"];
  if (event === "check_run" && (action === "rerequested" || action === "requested_action")) paths = [];
  if (action === "deleted") paths = event === "deploy_key" ? ["key.deleted_at"] : [];
  const time = paths.map((path) => at(payload, path)).find((value) => value !== undefined);
  return {
    source: expectedSource,
    subject: subject === null ? undefined : text(at(payload, subject)),
    time: text(time),
  };
}
