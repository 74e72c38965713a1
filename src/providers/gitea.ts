import { defineProvider } from "../core/provider.ts";

const hmac = {
  scheme: "hmac",
  hash: "sha256",
  encoding: "hex",
  header: ["x-gitea-signature", "x-forgejo-signature"],
} as const;

export default defineProvider({
  id: "gitea",
  name: "Gitea, Forgejo",
  category: "devtools",
  docs: "https://docs.gitea.com/usage/webhooks",
  setup: {
    where: "Repository or organization → Settings → Webhooks → Add webhook → Gitea",
    secret: "chosen-by-you",
    note: "Fill in Secret: without it, the signature is empty and the bridge refuses the delivery.",
  },
  deadlineSeconds: 5,
  retries: {
    hours: 0,
    source:
      "github.com/go-gitea/gitea, services/webhook/deliver.go: one attempt; a replay by hand is a delivery of its own",
  },
  signature: [
    // Unlike other vendors, Gitea signs the JSON inside the form, not the form.
    {
      ...hmac,
      variant: "form",
      only: { when: "header:content-type", equals: "application/x-www-form-urlencoded" },
      signed: "{form:payload}",
    },
    { ...hmac, variant: "json" },
  ],
  event: {
    source: "io.gitea",
    payload: "form:payload",
    type: ["header:x-gitea-event", "body:/action"],
    id: "header:x-gitea-delivery",
    distinct: "header:x-gitea-delivery",
    equalDeliveries: {
      possible: true,
      why:
        "A branch that is deleted, made and deleted again has one body. X-Gitea-Delivery is one for " +
        "each event, and Forgejo sends it too (github.com/go-gitea/gitea, " +
        "services/webhook/deliver.go)",
    },
    checkedAgainst: ["captured payloads: github.com/go-playground/webhooks"],
    time: ["body:/comment/updated_at", "body:/pull_request/updated_at", "body:/issue/updated_at"],
    subject: [
      "body:/number",
      "body:/issue/number",
      "body:/release/tag_name",
      "body:/after",
      "body:/ref",
      "body:/repository/id",
    ],
    origin: ["body:/repository/html_url", "body:/organization/url"],
    by: [
      "text:{header:x-gitea-event}.{body:/action}.{body:/pull_request/merged}",
      "text:{header:x-gitea-event}.{body:/action}",
      "text:{header:x-gitea-event}.{body:/ref_type}",
      "text:any.{body:/action}",
      "body:/{header:x-gitea-event}/conclusion",
      "header:x-gitea-event",
    ],
    cases: {
      // `updated_at` of a deleted thing is older than its end.
      "any.deleted": { time: [] },
      "pull_request.closed.true": { words: { "*": "pull-request merged" } },
      "release.published": { time: "body:/release/published_at" },
      "package.created": { time: "body:/package/created_at" },
      "create.branch": { words: { "*": "branch created" } },
      "delete.branch": { words: { "*": "branch deleted" } },
      success: { words: { "workflow_run.*": "workflow succeeded", "workflow_job.*": "job succeeded" } },
      failure: { words: { "workflow_run.*": "workflow failed", "workflow_job.*": "job failed" } },
      cancelled: { words: { "workflow_run.*": "workflow canceled", "workflow_job.*": "job canceled" } },
      issue_comment: { subject: "body:/comment/id" },
      pull_request_comment: { subject: ["body:/comment/id", "body:/number"] },
      fork: { subject: "body:/repository/id" },
      package: { subject: "body:/package/id" },
      wiki: { subject: "body:/page" },
      workflow_run: { subject: "body:/workflow_run/id" },
      workflow_job: { subject: "body:/workflow_job/id" },
    },
    words: {
      push: "push created",
      "issues.*": "issue",
      "issues.opened": "issue created",
      "issue_comment.*": "comment",
      "pull_request.*": "pull-request",
      "pull_request.opened": "pull-request created",
      "pull_request.synchronized": "pull-request updated",
      "pull_request.review_requested": "review requested",
      "pull_request.review_request_removed": "review canceled",
      "pull_request_comment.*": "comment",
      "pull_request_comment.reviewed": "review submitted",
      "pull_request_approved.*": "pull-request approved",
      "pull_request_rejected.*": "pull-request rejected",
      "release.*": "release",
      "wiki.*": "page",
      "workflow_run.*": "workflow",
      "workflow_job.*": "job",
      "repository.*": "repository",
      fork: "repository created",
      "package.*": "package",
    },
  },
});
