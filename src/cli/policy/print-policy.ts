import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Bridge } from "../../config/define-bridge.ts";
import { BridgeError } from "../../core/errors.ts";
import { loadBridge } from "../../stack/bundle/load-bridge.ts";
import { checkDeployment } from "../../stack/checks/check-deployment.ts";
import { consumersStackName } from "../../stack/consumers/consumer-names.ts";
import { deployerPolicy, joinedPolicies, lookingPolicy } from "../../stack/deployer/deployer-policy.ts";
import { bucketOfStack, type CodePlace, type DeployerScope } from "../../stack/deployer/deployer-scope.ts";
import { charactersOf, managedPolicyCharacters, policyParts } from "../../stack/deployer/policy-parts.ts";
import type { Deployment } from "../../stack/deployment.ts";
import { lakesOf } from "../../stack/lake/lake-names.ts";
import type { CompiledTemplate } from "../../stack/plain/plain-template.ts";
import { spelled } from "../program/bridge-command.ts";
import { printJson, printNote } from "../program/output.ts";

/** The flags of the command. */
export interface PolicyFlags {
  readonly stage: string;
  readonly account: string;
  readonly region: string;
  readonly bucket?: string;
  readonly part?: string;
  readonly config: string;
}

/** Where the code goes: into the bucket that is given, or where osls puts it. */
function codePlace(
  bucket: string | undefined,
  { name }: Bridge,
  { prefix, stage, options }: Deployment,
): CodePlace {
  if (bucket !== undefined) return { bucket, prefix: `${prefix}/`, byOsls: false };
  if (options.deploymentBucket === undefined) return bucketOfStack(prefix);
  // The deployment's name, the service of serverless.yml, the stage: so does osls name its folders.
  return { bucket: options.deploymentBucket, prefix: `${name}/hookbridge/${stage}/`, byOsls: true };
}

/** The part of AWS that a region is in. */
const partitionOf = (region: string): string =>
  /^cn-/.test(region) ? "aws-cn" : /^us-gov-/.test(region) ? "aws-us-gov" : "aws";

/** The packaged template of a stack. @throws BridgeError `wrong-use` */
function packagedTemplate(stackName: string, stage: string): CompiledTemplate {
  const file = join(".hookbridge/package", stackName, "template.json");
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8"));
  throw new BridgeError(
    "wrong-use",
    `The stack ${stackName} is not packaged.`,
    `Run ${spelled(`package --stage ${stage}`)} first: the policy is that of the packaged template.`,
  );
}

/** The consumers' code goes where the bridge's goes, and what is old there is osls's to delete. */
const consumersScope = (scope: DeployerScope): DeployerScope => ({
  ...scope,
  code: { ...scope.code, byOsls: false },
});

/** Prints the policy of a packaged stack. @throws BridgeError `wrong-use` */
export async function printPolicy({
  stage,
  account,
  region,
  bucket,
  part,
  config,
}: PolicyFlags): Promise<void> {
  if (!/^\d{12}$/.test(account))
    throw new BridgeError("wrong-use", `"${account}" is no AWS account.`, "Its id has 12 digits.");
  const bridge = await loadBridge(config);
  const deployment = checkDeployment(bridge, stage);
  const { prefix } = deployment;
  const scopeOf = (stackName: string): DeployerScope => ({
    stackName,
    template: packagedTemplate(stackName, stage),
    partition: partitionOf(region),
    region,
    account,
    code: codePlace(bucket, bridge, deployment),
  });
  const consumers = consumersStackName(deployment);
  const policy = joinedPolicies(
    deployerPolicy(scopeOf(prefix)),
    bridge.subscriptions.size === 0 && lakesOf(deployment).length === 0
      ? lookingPolicy({ ...scopeOf(prefix), stackName: consumers })
      : deployerPolicy(consumersScope(scopeOf(consumers))),
    "OfConsumers",
  );
  const parts = policyParts(policy);
  const chosen = part === undefined ? policy : parts[Number(part) - 1];
  if (!chosen)
    throw new BridgeError("wrong-use", `There is no part ${part}.`, `The parts are 1 to ${parts.length}.`);
  printJson(chosen);
  if (part === undefined && parts.length > 1)
    printNote(
      `${charactersOf(policy)} characters: a managed policy holds ${managedPolicyCharacters}. Print it in parts with --part 1 to --part ${parts.length}.`,
    );
}
