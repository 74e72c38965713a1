import {
  type CloudFormationClient,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  ListStackResourcesCommand,
  type Stack,
} from "@aws-sdk/client-cloudformation";

/** CloudFormation's error for what does not exist. */
const isStackGone = (error: unknown): boolean =>
  error instanceof Error && (error.name === "ValidationError" || error.name === "StackNotFoundException");

/** A stack; undefined where there is none. */
export async function describedStack(
  client: CloudFormationClient,
  StackName: string,
): Promise<Stack | undefined> {
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName }));
    return Stacks?.[0];
  } catch (error) {
    if (isStackGone(error)) return undefined;
    throw error;
  }
}

/** The ids of a stack's resources by their logical ids; empty where there is no stack. */
export async function idsOfResources(
  client: CloudFormationClient,
  StackName: string,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  try {
    let NextToken: string | undefined;
    do {
      const answer = await client.send(new ListStackResourcesCommand({ StackName, NextToken }));
      for (const { LogicalResourceId = "", PhysicalResourceId } of answer.StackResourceSummaries ?? [])
        if (PhysicalResourceId !== undefined) found.set(LogicalResourceId, PhysicalResourceId);
      NextToken = answer.NextToken;
    } while (NextToken !== undefined);
    return found;
  } catch (error) {
    if (isStackGone(error)) return found;
    throw error;
  }
}

/** Why a stack's last change failed: the first resource that did. */
export async function failureReason(client: CloudFormationClient, StackName: string): Promise<string> {
  const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName }));
  const begin = StackEvents.findIndex(
    ({ ResourceType, ResourceStatus }) =>
      ResourceType === "AWS::CloudFormation::Stack" &&
      /^(CREATE|UPDATE|DELETE)_IN_PROGRESS$/.test(ResourceStatus ?? ""),
  );
  const failed = StackEvents.slice(0, begin === -1 ? undefined : begin)
    .filter(({ ResourceStatus = "" }) => ResourceStatus.endsWith("_FAILED"))
    .at(-1);
  return failed
    ? `${failed.LogicalResourceId}: ${failed.ResourceStatusReason ?? failed.ResourceStatus}`
    : "no reason is given";
}
