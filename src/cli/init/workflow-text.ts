import type { ProjectOptions } from "./project-options.ts";

/** The stage that the workflow deploys. */
export const deployedStage = "prod";

/** A variable of GitHub Actions, whose braces are not those of a template literal. */
const expression = (text: string): string => `\${{ ${text} }}`;

const credentials = (
  role: string,
  region: string,
): string => `      - uses: aws-actions/configure-aws-credentials@v4
        with:
          role-to-assume: ${expression(`vars.${role}`)}
          aws-region: ${region}
`;

const checkout = `      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 24
          cache: npm
      - run: npm ci
`;

/**
 * The workflow of a new project. The role that pull requests get can only read: the author of one decides what its code does. It is another
 * than the one that deploys, which only the main branch gets.
 */
export const workflowText = ({
  region,
}: ProjectOptions): string => `# Tests each change, shows on a pull request what it would change, and deploys the main branch. \`hookbridge init\`
# wrote it. It was checked for mistakes but never run: watch its first run. The variables HOOKBRIDGE_DIFF_ROLE and HOOKBRIDGE_DEPLOY_ROLE (Settings, Secrets and
# variables, Actions, Variables) hold the ARNs of two IAM roles; README.md says how to make them. Without them, it only tests.
name: bridge

on:
  pull_request:
  push:
    branches: [main]

permissions:
  contents: read

jobs:
  test:
    runs-on: ubuntu-latest
    steps:
${checkout}      - run: npm test
      - run: npx hookbridge package --stage ${deployedStage}

  diff:
    # A fork gets no credentials.
    if: >-
      github.event_name == 'pull_request' && vars.HOOKBRIDGE_DIFF_ROLE != '' &&
      github.event.pull_request.head.repo.full_name == github.repository
    runs-on: ubuntu-latest
    permissions:
      contents: read
      id-token: write
    steps:
${checkout}${credentials("HOOKBRIDGE_DIFF_ROLE", region)}      - name: What this would change, in the summary of the run
        run: npx hookbridge diff --stage ${deployedStage} --region ${region} >> "$GITHUB_STEP_SUMMARY"

  deploy:
    if: github.event_name == 'push' && vars.HOOKBRIDGE_DEPLOY_ROLE != ''
    needs: test
    runs-on: ubuntu-latest
    permissions:
      contents: read
      id-token: write
    concurrency: deploy-${deployedStage}
    steps:
${checkout}${credentials("HOOKBRIDGE_DEPLOY_ROLE", region)}      - run: npx hookbridge deploy --stage ${deployedStage} --region ${region}
`;
