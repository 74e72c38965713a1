import type { ProjectOptions } from "./project-options.ts";
import { trustPolicy } from "./trust-policy.ts";
import { deployedStage } from "./workflow-text.ts";

const json = (value: object): string => JSON.stringify(value, undefined, 2);

/** The README of a new project: one page, with what to do next. */
export function readmeText(options: ProjectOptions): string {
  const { name, providers, region } = options;
  const [first] = providers;
  const vendors = providers.map((provider) => provider.name).join(", ");
  return `# ${name}

Webhooks of ${vendors}, verified and published on the Amazon EventBridge bus \`${name}-<stage>-events\` of your own AWS account.

## On this machine

\`\`\`sh
npm install
npm start   # the bridge on http://127.0.0.1:3000, with random secrets; no AWS account needed
npm test    # recorded requests of each vendor, through the code that runs on Lambda
\`\`\`

A vendor calls \`/hooks/<source>\`, such as \`/hooks/${first?.id}\`. To take webhooks of the vendor itself, put its secret into
\`.hookbridge/secrets.json\`, and open a tunnel to port 3000: \`npm start -- --public-url https://…\`.

## In AWS

\`\`\`sh
npx hookbridge package --stage dev                       # offline: the template in .serverless/, the two functions
npx hookbridge deploy --stage dev --region ${region}
aws ssm put-parameter --region ${region} --type SecureString --name /${name}/dev/${first?.id} --value file://secret.txt
\`\`\`

\`deploy\` prints the URL of each source; paste it into the vendor's console. \`npx hookbridge cost\` says what it costs, and
\`npx hookbridge remove --stage dev\` takes it away.

## Files

| file | what is in it |
|---|---|
| \`bridge.config.ts\` | the buses, the sources that publish on them, and the subscriptions that take events from them |
| \`consumers/\` | for functions of your own, which subscriptions call: \`node_modules/hookbridge/docs/consuming.md\` |
| \`serverless.yml\` | what is deployed beside the bridge: functions and resources of your own |
| \`providers/\` | vendors that are not in the catalogue |
| \`.github/workflows/bridge.yml\` | tests, shows on a pull request what it changes, deploys the main branch |

To upgrade: \`npm update hookbridge\`, then \`npm test\` and \`npx hookbridge diff --stage ${deployedStage}\`.

## Deploying from GitHub

The workflow was never run: watch its first run. It needs \`package-lock.json\` in the repository, GitHub's identity provider in IAM (URL
\`https://token.actions.githubusercontent.com\`, audience \`sts.amazonaws.com\`), and two roles, whose ARNs are variables of the repository:

- \`HOOKBRIDGE_DEPLOY_ROLE\`, with the policy that \`npx hookbridge policy --stage ${deployedStage} --account <id> --region ${region}\` prints,
  and this trust policy, so that only the main branch gets it:

  \`\`\`json
${json(trustPolicy(options, "main")).replace(/^/gm, "  ")}
  \`\`\`

- \`HOOKBRIDGE_DIFF_ROLE\`, which pull requests get, so it must only read: \`cloudformation:GetTemplate\` and
  \`cloudformation:DescribeStackResource\` of the stack, \`s3:GetObject\` and \`s3:ListBucket\` of the deployment bucket. Its trust policy is the same
  with \`:pull_request\` in place of \`:ref:refs/heads/main\`.
`;
}
