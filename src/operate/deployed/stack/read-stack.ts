import {
  DescribeStacksCommand,
  GetTemplateCommand,
  paginateDescribeStacks,
  paginateListStackResources,
  type Stack as StackDescription,
} from "@aws-sdk/client-cloudformation";
import { BridgeError } from "../../../core/errors.ts";
import { parseJson } from "../../../core/json/json.ts";
import { similarNames } from "../../../core/text/similar-names.ts";
import { type Inventory, inventoryKey } from "../../../stack/inventory.ts";
import { type PackageRecord, packageKey } from "../../../stack/plain/plain-package.ts";
import type { CompiledTemplate } from "../../../stack/plain/plain-template.ts";
import { askAws } from "../ask-aws.ts";
import type { DeployedClients } from "../clients.ts";
import type { DeployedStack, StackResource } from "./deployed-stack.ts";

/** The tag that every stack of a bridge has (build-stack.ts). */
const deploymentTag = "hookbridge:deployment";

/** CloudFormation's answer for a stack that does not exist is a ValidationError that says so. */
const isMissing = (error: unknown): boolean =>
  error instanceof Error && error.name === "ValidationError" && /does not exist/.test(error.message);

async function describe(
  { cloudFormation }: DeployedClients,
  stackName: string,
): Promise<StackDescription | undefined> {
  try {
    const { Stacks = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName: stackName }));
    return Stacks[0];
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Names of all bridges in the region; empty where they may not be listed. */
async function bridgesHere({ cloudFormation: client }: DeployedClients): Promise<readonly string[]> {
  const names: string[] = [];
  try {
    for await (const { Stacks = [] } of paginateDescribeStacks({ client }, {}))
      for (const { StackName, Tags = [] } of Stacks)
        if (StackName && Tags.some(({ Key }) => Key === deploymentTag)) names.push(StackName);
  } catch {
    // Only a hint is lost: the sentence that there is no such stack is true all the same.
  }
  return names;
}

async function noSuchStack(
  clients: DeployedClients,
  stackName: string,
  region: string,
): Promise<BridgeError> {
  const bridges = await bridgesHere(clients);
  const near = similarNames(stackName, bridges);
  const names = (near.length > 0 ? near : bridges.slice(0, 5)).join(", ");
  return new BridgeError(
    "wrong-use",
    `There is no stack ${stackName} in ${region}.`,
    names === ""
      ? `Look for another region with --region or another account with --profile; npx hookbridge deploy makes the stack.`
      : `Check --stage, --region and --profile. Bridges in ${region} of this account: ${names}.`,
  );
}

async function readResources(
  { cloudFormation: client }: DeployedClients,
  stackName: string,
): Promise<ReadonlyMap<string, StackResource>> {
  const resources = new Map<string, StackResource>();
  for await (const { StackResourceSummaries = [] } of paginateListStackResources(
    { client },
    { StackName: stackName },
  ))
    for (const { LogicalResourceId: id, PhysicalResourceId, ResourceType } of StackResourceSummaries)
      if (id && PhysicalResourceId && ResourceType)
        resources.set(id, { type: ResourceType, physicalId: PhysicalResourceId });
  return resources;
}

/** The template of a bridge: build-stack.ts writes its metadata. */
const isBridgeTemplate = (
  value: unknown,
): value is CompiledTemplate & { readonly Metadata: Readonly<Record<string, unknown>> } =>
  typeof value === "object" &&
  value !== null &&
  "Resources" in value &&
  "Metadata" in value &&
  typeof value.Metadata === "object";

const isInventory = (value: unknown): value is Inventory =>
  typeof value === "object" && value !== null && "sources" in value && "buses" in value;

const hasVersion = (value: unknown): value is Pick<PackageRecord, "version"> =>
  typeof value === "object" && value !== null && "version" in value && typeof value.version === "string";

/** The template as JSON. @throws BridgeError `wrong-use` for a stack that is no bridge */
async function readTemplate(
  { cloudFormation }: DeployedClients,
  stackName: string,
): Promise<{
  readonly template: CompiledTemplate;
  readonly inventory: Inventory;
  readonly version?: string;
}> {
  const { TemplateBody = "" } = await cloudFormation.send(new GetTemplateCommand({ StackName: stackName }));
  const template: unknown = parseJson(TemplateBody)?.value;
  const inventory = isBridgeTemplate(template) ? template.Metadata[inventoryKey] : undefined;
  if (isBridgeTemplate(template) && isInventory(inventory)) {
    const record = template.Metadata[packageKey];
    const version = hasVersion(record) ? record.version : undefined;
    return { template, inventory, ...(version !== undefined && { version }) };
  }
  throw new BridgeError(
    "wrong-use",
    `The stack ${stackName} is no bridge, or its template is not JSON.`,
    "Check --stage and the `name` in bridge.config.ts: the stack is called <name>-<stage>.",
  );
}

const outputsOf = ({ Outputs = [] }: StackDescription): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Outputs.flatMap(({ OutputKey, OutputValue }) =>
      OutputKey !== undefined && OutputValue !== undefined ? [[OutputKey, OutputValue]] : [],
    ),
  );

/**
 * Reads a bridge's stack.
 * @throws BridgeError `wrong-use` where there is none, or none of a bridge; `aws-failed`
 */
export async function readStack(
  clients: DeployedClients,
  stackName: string,
  region: string,
): Promise<DeployedStack> {
  const purpose = `read the stack ${stackName} in ${region}`;
  const stack = await askAws(purpose, () => describe(clients, stackName));
  if (stack?.StackId === undefined) throw await noSuchStack(clients, stackName, region);
  const [{ template, inventory, version }, resources] = await askAws(purpose, () =>
    Promise.all([readTemplate(clients, stackName), readResources(clients, stackName)]),
  );
  return {
    arn: stack.StackId,
    status: stack.StackStatus ?? "UNKNOWN",
    changedAt: (stack.LastUpdatedTime ?? stack.CreationTime)?.toISOString(),
    outputs: outputsOf(stack),
    resources,
    template,
    inventory,
    version,
  };
}
