import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Bridge } from "../config/define-bridge.ts";
import { BridgeError } from "../core/errors.ts";
import { loadBridge } from "../stack/bundle/load-bridge.ts";
import { checkDeployment } from "../stack/checks/check-deployment.ts";
import { deployerPolicy } from "../stack/deployer/deployer-policy.ts";
import { bucketOfStack, type CodePlace } from "../stack/deployer/deployer-scope.ts";
import { charactersOf, managedPolicyCharacters, policyParts } from "../stack/deployer/policy-parts.ts";
import type { Deployment } from "../stack/deployment.ts";
import type { CompiledTemplate } from "../stack/plain/plain-template.ts";
import { npmCommand } from "./npm-command.ts";
import { projectRoot } from "./project-root.ts";

const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;

const flags = npmCommand("policy", true)
  .description(
    "Prints the least IAM policy with which a principal can deploy and remove the packaged stack, as JSON.",
  )
  .requiredOption("--stage <name>", "stage to deploy to")
  .requiredOption("--account <id>", "AWS account to deploy to")
  .option("--region <name>", "region to deploy to", AWS_REGION ?? AWS_DEFAULT_REGION ?? "us-east-1")
  .option("--bucket <name>", "bucket for the code, when you deploy with another tool than osls")
  .option("--part <number>", "one of the parts of a policy that is too long for one managed policy")
  .option("--config <file>", "the bridge's configuration", "bridge.config.ts")
  .allowExcessArguments(false)
  .parse()
  .opts<{ stage: string; account: string; region: string; bucket?: string; part?: string; config: string }>();

/** Where the code goes: into the bucket that is given, or where osls puts it. */
function codePlace({ name }: Bridge, { prefix, stage, options }: Deployment): CodePlace {
  if (flags.bucket !== undefined) return { bucket: flags.bucket, prefix: `${prefix}/`, byOsls: false };
  if (options.deploymentBucket === undefined) return bucketOfStack(prefix);
  // The deployment's name, the service of serverless.yml, the stage: so does osls name its folders.
  return { bucket: options.deploymentBucket, prefix: `${name}/hookbridge/${stage}/`, byOsls: true };
}

/** The part of AWS that a region is in. */
const partitionOf = (region: string): string =>
  /^cn-/.test(region) ? "aws-cn" : /^us-gov-/.test(region) ? "aws-us-gov" : "aws";

/** The packaged template of a stack. @throws BridgeError `config-invalid` */
function packagedTemplate(stackName: string): CompiledTemplate {
  const file = join(projectRoot, ".hookbridge/package", stackName, "template.json");
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8"));
  throw new BridgeError(
    "config-invalid",
    `The stack ${stackName} is not packaged.`,
    `Run npm run package -- --stage ${flags.stage} first: the policy is that of the packaged template.`,
  );
}

try {
  if (!/^\d{12}$/.test(flags.account))
    throw new BridgeError("config-invalid", `"${flags.account}" is no AWS account.`, "Its id has 12 digits.");
  const bridge = await loadBridge(flags.config);
  const deployment = checkDeployment(bridge, flags.stage);
  const { prefix } = deployment;
  const { region, account } = flags;
  const policy = deployerPolicy({
    stackName: prefix,
    template: packagedTemplate(prefix),
    partition: partitionOf(region),
    region,
    account,
    code: codePlace(bridge, deployment),
  });
  const parts = policyParts(policy);
  const chosen = flags.part === undefined ? policy : parts[Number(flags.part) - 1];
  if (!chosen)
    throw new BridgeError(
      "config-invalid",
      `There is no part ${flags.part}.`,
      `The parts are 1 to ${parts.length}.`,
    );
  process.stdout.write(`${JSON.stringify(chosen, null, 2)}\n`);
  if (flags.part === undefined && parts.length > 1)
    console.error(
      `${charactersOf(policy)} characters: a managed policy holds ${managedPolicyCharacters}. Print it in parts with --part 1 to --part ${parts.length}.`,
    );
} catch (error) {
  if (!(error instanceof BridgeError)) throw error;
  console.error(`${error.message} ${error.remedy}`);
  process.exitCode = 1;
}
