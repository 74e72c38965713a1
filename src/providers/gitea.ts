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
    time: [
      "body:/comment/updated_at",
      "body:/pull_request/updated_at",
      "body:/issue/updated_at",
      "body:/release/published_at",
      "body:/head_commit/timestamp",
    ],
    subject: [
      "body:/comment/id",
      "body:/number",
      "body:/issue/number",
      "body:/release/tag_name",
      "body:/after",
      "body:/ref",
      "body:/repository/id",
    ],
    origin: ["body:/repository/html_url", "body:/organization/url"],
    words: {
      push: "push created",
      "issues.*": "issue",
      "issues.opened": "issue created",
      "issue_comment.*": "comment",
      "pull_request.*": "pull-request",
      "pull_request.opened": "pull-request created",
      "pull_request_comment.*": "comment",
      "pull_request_approved.*": "pull-request approved",
      "pull_request_rejected.*": "pull-request rejected",
      "release.*": "release",
      "repository.*": "repository",
      "package.*": "package",
    },
  },
});
