import { CloudFormationClient, DescribeStacksCommand } from "@aws-sdk/client-cloudformation";
import type { OperatorAccess } from "../clients.ts";
import { clientSettingsOf } from "./open-stage-secrets.ts";

/** A sentence where there is no stack of this name in the region. Whoever may not ask CloudFormation gets none. */
export async function missingStack(StackName: string, access: OperatorAccess): Promise<string | undefined> {
  const client = new CloudFormationClient(clientSettingsOf(access));
  try {
    await client.send(new DescribeStacksCommand({ StackName }));
    return undefined;
  } catch (error) {
    const isMissing = error instanceof Error && /does not exist/.test(error.message);
    return isMissing
      ? `There is no stack ${StackName} in ${await client.config.region()} yet. If there should be one, check the stage and the region.`
      : undefined;
  }
}
