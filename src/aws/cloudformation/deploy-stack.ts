import {
  type Capability,
  type CloudFormationClient,
  CreateChangeSetCommand,
  DeleteChangeSetCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  ExecuteChangeSetCommand,
} from "@aws-sdk/client-cloudformation";
import { BridgeError } from "../../core/errors.ts";
import { describedStack, failureReason } from "./stack-state.ts";

/** What is deployed. */
export interface StackDeployment {
  readonly stackName: string;
  /** Another one for each deployment. */
  readonly changeSetName: string;
  readonly templateUrl: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly capabilities: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
}

/** Waiting between questions, and for how long at most. */
export interface Patience {
  readonly everyMs: number;
  readonly mostMs: number;
}

const usualPatience: Patience = { everyMs: 3_000, mostMs: 3_600_000 };

/** Asks until there is an answer. @throws BridgeError `aws-failed` */
async function until<Answer>(
  what: string,
  { everyMs, mostMs }: Patience,
  ask: () => Promise<Answer | undefined>,
): Promise<Answer> {
  for (let waited = 0; waited <= mostMs; waited += everyMs) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((next) => setTimeout(next, everyMs));
  }
  throw new BridgeError(
    "aws-failed",
    `${what} takes longer than ${Math.round(mostMs / 60_000)} minutes.`,
    "Look at the stack in the console of CloudFormation, and call the command again when it is done.",
  );
}

/** The state of a stack at rest; `undefined` while it changes, and `gone` without it. */
async function restingState(client: CloudFormationClient, stackName: string): Promise<string | undefined> {
  const { StackStatus = "gone" } = (await describedStack(client, stackName)) ?? {};
  return StackStatus.endsWith("_IN_PROGRESS") && StackStatus !== "REVIEW_IN_PROGRESS"
    ? undefined
    : StackStatus;
}

/** Removes a stack. @returns false where there was none */
export async function removeStack(
  client: CloudFormationClient,
  stackName: string,
  patience = usualPatience,
): Promise<boolean> {
  if (!(await describedStack(client, stackName))) return false;
  await client.send(new DeleteStackCommand({ StackName: stackName }));
  const state = await until(`The removal of ${stackName}`, patience, () => restingState(client, stackName));
  if (state === "gone" || state === "DELETE_COMPLETE") return true;
  throw new BridgeError(
    "aws-failed",
    `${stackName} could not be removed: ${await failureReason(client, stackName)}`,
    "Correct that, and call the command again.",
  );
}

/** Makes a change set. @returns its ARN; undefined where nothing changes */
async function changeSetOf(
  client: CloudFormationClient,
  { stackName, changeSetName, templateUrl, parameters, capabilities, tags }: StackDeployment,
  isNew: boolean,
  patience: Patience,
): Promise<string | undefined> {
  const { Id: ChangeSetName = "" } = await client.send(
    new CreateChangeSetCommand({
      StackName: stackName,
      ChangeSetName: changeSetName,
      ChangeSetType: isNew ? "CREATE" : "UPDATE",
      TemplateURL: templateUrl,
      Parameters: Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({
        ParameterKey,
        ParameterValue,
      })),
      Capabilities: capabilities as Capability[],
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    }),
  );
  const asked = { StackName: stackName, ChangeSetName };
  const { Status, StatusReason = "" } = await until(`The change set of ${stackName}`, patience, async () => {
    const set = await client.send(new DescribeChangeSetCommand(asked));
    return set.Status === "CREATE_COMPLETE" || set.Status === "FAILED" ? set : undefined;
  });
  if (Status === "CREATE_COMPLETE") return ChangeSetName;
  await client.send(new DeleteChangeSetCommand(asked));
  if (/didn't contain changes|No updates are to be performed/i.test(StatusReason)) return undefined;
  throw new BridgeError(
    "aws-failed",
    `CloudFormation refuses ${stackName}: ${StatusReason}`,
    "Correct that, and deploy again.",
  );
}

/** States in which a stack was never complete: it must go before it can be created. */
const neverComplete = ["ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED", "DELETE_FAILED"];

/** States in which CloudFormation changes nothing until somebody has helped. */
const stuckStates = ["UPDATE_ROLLBACK_FAILED", "UPDATE_FAILED"];

/** States in which a deployment has succeeded. */
const deployedStates = ["CREATE_COMPLETE", "UPDATE_COMPLETE"];

/**
 * Creates or updates a stack through a change set.
 * @returns what became of it
 * @throws BridgeError `aws-failed` with the reason of the first resource that failed
 */
export async function deployStack(
  client: CloudFormationClient,
  deployment: StackDeployment,
  patience = usualPatience,
): Promise<"created" | "updated" | "unchanged"> {
  const { stackName } = deployment;
  const before = await until(`The change under way of ${stackName}`, patience, () =>
    restingState(client, stackName),
  );
  if (stuckStates.includes(before)) {
    const wayOut = before === "UPDATE_FAILED" ? "rollback-stack" : "continue-update-rollback";
    throw new BridgeError(
      "aws-failed",
      `${stackName} is in the state ${before}, in which it can't be deployed: ${await failureReason(client, stackName)}`,
      `Correct that, then: aws cloudformation ${wayOut} --stack-name ${stackName}. After it, deploy again.`,
    );
  }
  if (neverComplete.includes(before)) await removeStack(client, stackName, patience);
  const isNew = ["gone", "REVIEW_IN_PROGRESS", ...neverComplete].includes(before);
  const changeSet = await changeSetOf(client, deployment, isNew, patience);
  if (changeSet === undefined) return "unchanged";
  await client.send(new ExecuteChangeSetCommand({ StackName: stackName, ChangeSetName: changeSet }));
  // The stack itself may still look as before.
  const asked = { StackName: stackName, ChangeSetName: changeSet };
  await until(`The deployment of ${stackName}`, patience, async () => {
    const { ExecutionStatus = "" } = await client.send(new DescribeChangeSetCommand(asked));
    return ExecutionStatus.startsWith("EXECUTE_") && ExecutionStatus !== "EXECUTE_IN_PROGRESS"
      ? true
      : undefined;
  });
  const state = await until(`The deployment of ${stackName}`, patience, () =>
    restingState(client, stackName),
  );
  if (deployedStates.includes(state)) return isNew ? "created" : "updated";
  throw new BridgeError(
    "aws-failed",
    `${stackName} could not be deployed (${state}): ${await failureReason(client, stackName)}`,
    "Correct that, and deploy again. The bridge itself is deployed and goes on.",
  );
}
