import { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import { S3Client } from "@aws-sdk/client-s3";
import { BridgeError } from "../../core/errors.ts";
import { deployStack, removeStack } from "./deploy-stack.ts";
import { describedStack, idsOfResources } from "./stack-state.ts";
import { storePackage } from "./store-package.ts";

/** The package of the consumers' stack, and where it goes. */
export interface ConsumersDeployment {
  readonly region: string;
  readonly bridgeStack: string;
  readonly stackName: string;
  /** The folder with `template.json` and the functions' zip files. */
  readonly folder: string;
  /** Files of the functions' code in it: `artifacts/builds-….zip`. */
  readonly artifacts: readonly string[];
  readonly capabilities: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  /** Parameters of the template that are resources of the bridge's stack, by their logical ids there. */
  readonly fromBridge: readonly string[];
  readonly bucket: string;
  /** What keys begin with in the bucket. */
  readonly prefix: string;
  readonly changeSetName: string;
}

async function bridgeValues(
  client: CloudFormationClient,
  { bridgeStack, fromBridge, region }: ConsumersDeployment,
): Promise<Readonly<Record<string, string>>> {
  const values: Record<string, string> = {};
  const ids = await idsOfResources(client, bridgeStack);
  for (const id of fromBridge) {
    const value = ids.get(id);
    if (value === undefined)
      throw new BridgeError(
        "wrong-use",
        `The stack ${bridgeStack} in ${region} has no ${id}: the bridge is not deployed there, or not as bridge.config.ts has it.`,
        "Deploy the bridge first, without --only consumers.",
      );
    values[id] = value;
  }
  return values;
}

/** `https://bucket.s3.region.amazonaws.com/key`, as CloudFormation takes it. */
const objectUrl = (bucket: string, region: string, key: string): string =>
  `https://${bucket}.s3.${region}.amazonaws.com${region.startsWith("cn-") ? ".cn" : ""}/${key}`;

/** AWS's refusal of a call, by an identity's policy or by the resource's own. */
export const isRefusedCall = (error: unknown): error is Error =>
  error instanceof Error && /^(AccessDenied|UnauthorizedOperation)/.test(error.name);

/** Does something to a stack. @throws BridgeError `aws-failed` where the credentials don't allow it */
async function permitted<Result>(stackName: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!isRefusedCall(error)) throw error;
    throw new BridgeError(
      "aws-failed",
      `Your credentials may not do what the stack ${stackName} needs: ${error.message}`,
      "`npx hookbridge policy` prints what they must be allowed to do.",
      error,
    );
  }
}

/** True where the stack exists. */
export async function hasConsumersStack(stackName: string, region: string): Promise<boolean> {
  const client = new CloudFormationClient({ region });
  try {
    return (await describedStack(client, stackName)) !== undefined;
  } finally {
    client.destroy();
  }
}

/** Puts the code of the consumers into the bucket, and deploys their stack. @throws BridgeError `aws-failed` */
export async function deployConsumersStack(
  deployment: ConsumersDeployment,
): Promise<"created" | "updated" | "unchanged"> {
  const { region, stackName, folder, artifacts, bucket, prefix, changeSetName, capabilities, tags } =
    deployment;
  const client = new CloudFormationClient({ region });
  const s3 = new S3Client({ region, forcePathStyle: true });
  try {
    return await permitted(stackName, async () => {
      const fromBridge = await bridgeValues(client, deployment);
      const templateKey = `${prefix}template-${changeSetName}.json`;
      await storePackage(s3, bucket, folder, [
        ...artifacts.map((file) => ({ file, key: prefix + (file.split("/").at(-1) ?? file) })),
        { file: "template.json", key: templateKey },
      ]);
      return deployStack(client, {
        stackName,
        changeSetName,
        templateUrl: objectUrl(bucket, region, templateKey),
        parameters: { ...fromBridge, ArtifactBucket: bucket, ArtifactPrefix: prefix },
        capabilities,
        tags,
      });
    });
  } finally {
    client.destroy();
    s3.destroy();
  }
}

/** Removes the consumers' stack. @returns false where there was none */
export async function removeConsumersStack(stackName: string, region: string): Promise<boolean> {
  const client = new CloudFormationClient({ region });
  try {
    return await permitted(stackName, () => removeStack(client, stackName));
  } finally {
    client.destroy();
  }
}
