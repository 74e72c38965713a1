import {
  type CloudFormationClient,
  DescribeStackEventsCommand,
  DescribeStackResourceCommand,
  DescribeStacksCommand,
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

/** The id of a resource of a stack; undefined where the stack has none of this name. */
export async function idOfResource(
  client: CloudFormationClient,
  StackName: string,
  LogicalResourceId: string,
): Promise<string | undefined> {
  try {
    const asked = new DescribeStackResourceCommand({ StackName, LogicalResourceId });
    return (await client.send(asked)).StackResourceDetail?.PhysicalResourceId;
  } catch (error) {
    if (isStackGone(error)) return undefined;
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
