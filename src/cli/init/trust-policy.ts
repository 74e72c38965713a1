import type { ProjectOptions } from "./project-options.ts";

/** The one that GitHub Actions' tokens come from, as IAM names its identity provider. */
const issuer = "token.actions.githubusercontent.com";

/** What a workflow must be running for to get a role. */
export type TrustedRun = "main" | "pull_request";

const subjectOf = (repository: string, run: TrustedRun): string =>
  `repo:${repository}:${run === "main" ? "ref:refs/heads/main" : "pull_request"}`;

/** The trust policy of a role that only this repository's workflow gets, on its main branch or in its pull requests. */
export function trustPolicy({ repository, account }: ProjectOptions, run: TrustedRun): object {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Federated: `arn:aws:iam::${account ?? "<account id>"}:oidc-provider/${issuer}` },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
          StringEquals: {
            [`${issuer}:aud`]: "sts.amazonaws.com",
            [`${issuer}:sub`]: subjectOf(repository ?? "<owner>/<repository>", run),
          },
        },
      },
    ],
  };
}
